/** The few words of the service worker, which cannot reach those of the page. */

const english = {
  message: 'A new message',
  messages: (count: number) => `${count} new messages`,
  tested: 'Notifications work in this browser.',
}

const french: typeof english = {
  message: 'Un nouveau message',
  messages: (count) => `${count} nouveaux messages`,
  tested: 'Les notifications fonctionnent dans ce navigateur.',
}

export type WorkerWords = typeof english

export function wordsIn(language: string): WorkerWords {
  return language.startsWith('fr') ? french : english
}
