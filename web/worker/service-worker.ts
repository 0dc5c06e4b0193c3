/** Runs beside the page, and without it: opens it where there is no network, and tells of messages when it is closed. */
import { Kept, type Shell } from './kept.ts'
import { noticeFor, readNote } from './notice.ts'
import { wordsIn } from './words.ts'

declare const self: ServiceWorkerGlobalScope
/** Put in by the build. */
declare const SHELL: Shell

const kept = new Kept(SHELL)

self.addEventListener('install', (event) => event.waitUntil(kept.fill()))

self.addEventListener('activate', (event) =>
  event.waitUntil(Promise.all([kept.dropOthers(), self.clients.claim()])),
)

self.addEventListener('message', ({ data }) => {
  // A page that was asked, and wants the new version now.
  if (data === 'take-over') void self.skipWaiting()
})

self.addEventListener('fetch', (event) => {
  const { request } = event
  const { origin, pathname } = new URL(request.url)
  if (request.method !== 'GET' || origin !== self.location.origin || pathname.startsWith('/api/')) return
  if (request.mode === 'navigate') event.respondWith(kept.page(request))
  else if (pathname.startsWith('/assets/') || /^\/[\w-]+\.(svg|png|webmanifest)$/.test(pathname))
    event.respondWith(kept.asset(request))
})

self.addEventListener('push', (event) => event.waitUntil(tell(event.data?.text() ?? '')))

async function tell(text: string): Promise<void> {
  const note = readNote(text)
  if (note === null) return
  const words = wordsIn(await chosenLanguage())
  const tag = note.is === 'message' ? note.channel.id : 'test'
  const [before] = await self.registration.getNotifications({ tag })
  const { title, body, at, path, count } = noticeFor(note, words, countOf(before?.data))
  const looks = { icon: '/icon-192.png', badge: '/badge-96.png', renotify: true, timestamp: at }
  await self.registration.showNotification(title, { body, tag, data: { path, count }, ...looks })
}

function countOf(kept: unknown): number {
  const count: unknown = typeof kept === 'object' && kept !== null && 'count' in kept ? kept.count : 0
  return typeof count === 'number' ? count : 0
}

/** Left by the page, whose choices are out of reach here. */
async function chosenLanguage(): Promise<string> {
  const left = await caches.match('/language', { cacheName: 'parlance-choices' })
  return (await left?.text()) ?? self.navigator.language
}

self.addEventListener('notificationclick', (event) => {
  event.notification.close()
  const { data }: { data: unknown } = event.notification
  const path: unknown = typeof data === 'object' && data !== null && 'path' in data ? data.path : '/'
  event.waitUntil(open(typeof path === 'string' && path.startsWith('/') ? path : '/'))
})

/** In the page that is open already, if there is one. */
async function open(path: string): Promise<void> {
  const pages = await self.clients.matchAll({ type: 'window', includeUncontrolled: true })
  const page = pages.find(({ focused }) => focused) ?? pages[0]
  if (page === undefined) return void (await self.clients.openWindow(path))
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- pages of a worker have no such argument
  page.postMessage({ go: path })
  await page.focus()
}

/** The push service gave the browser another address: the server is told, by the cookie, as the page would do it. */
self.addEventListener('pushsubscriptionchange', (event) => {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the types leave out what the standard says of this event
  const { oldSubscription } = event as { oldSubscription?: PushSubscription | null }
  const key = oldSubscription?.options.applicationServerKey
  if (key instanceof ArrayBuffer && 'waitUntil' in event)
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- as above
    (event as ExtendableEvent).waitUntil(subscribeAnew(key))
})

async function subscribeAnew(applicationServerKey: ArrayBuffer): Promise<void> {
  const options = { userVisibleOnly: true, applicationServerKey }
  const { endpoint, keys } = (await self.registration.pushManager.subscribe(options)).toJSON()
  await fetch('/api/push.subscribe', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ endpoint, keys }),
  })
}
