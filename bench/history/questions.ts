/** The kinds of questions that are asked of a long history, and how an answer is checked. */
import type { Caller } from './caller.ts'
import { vocabulary, type Filled } from './build.ts'
import { absentWord, pick, zipfRank, type Chance } from './vocabulary.ts'

export interface Question {
  readonly call: string
  readonly input: object
  /** Each text that is answered has to hold all of them. */
  readonly words: readonly string[]
  /** How many messages at least and at most. */
  readonly atLeast: number
  readonly atMost: number
}

export interface Kind {
  readonly name: string
  next(): Question | Promise<Question>
}

const page = 50
const found = 20

export function kindsOf(filled: Filled, caller: Caller, chance: Chance): readonly Kind[] {
  return [...historyKinds(filled, caller, chance), ...searchKinds(filled, chance)]
}

/** Channels as they are talked in, but only those that have some pages. */
function channelsOf({ channels }: Filled, chance: Chance) {
  const long = channels.filter(({ messages }) => messages >= 3 * page)
  return () => {
    const channel = long[zipfRank(chance, long.length)]
    if (channel === undefined) throw new Error('no channel has enough messages')
    return { reference: `#${channel.name}`, messages: channel.messages }
  }
}

function historyKinds(filled: Filled, caller: Caller, chance: Chance): readonly Kind[] {
  const next = channelsOf(filled, chance)
  return [
    {
      name: 'page, newest',
      next: () => read('message.read-history', { channel: next().reference }),
    },
    {
      name: 'page, around a message',
      next: async () => {
        const { reference: channel, messages } = next()
        const before = page + pick(chance, messages - 2 * page)
        const at = await caller.call('message.read-history', { channel, before, limit: 1 })
        return read('message.read-range', { channel, around: { message: messagesIn(at)[0]?.id } })
      },
    },
    {
      name: 'page, before a time',
      next: () => {
        const at = Math.floor(filled.from + chance() * (filled.until - filled.from))
        return read('message.read-range', { channel: next().reference, before: { at } }, 0)
      },
    },
  ]
}

function searchKinds(filled: Filled, chance: Chance): readonly Kind[] {
  const all = vocabulary()
  const known = new Set(all)
  const nextChannel = channelsOf(filled, chance)
  // Single syllables are parts of most words.
  const wordFrom = (from: number, to: number): string => all[from + pick(chance, to - from)] ?? ''
  const common = () => wordFrom(20, 100)
  const middling = () => wordFrom(200, 1000)
  const rare = () => wordFrom(all.length / 2, all.length)
  const author = () => filled.authors[zipfRank(chance, filled.authors.length)]
  return [
    { name: 'search, common word', next: () => search([common()]) },
    { name: 'search, rare word', next: () => search([rare()]) },
    { name: 'search, two words', next: () => search([middling(), middling()]) },
    { name: 'search, word and author', next: () => search([middling()], { from: author() }) },
    {
      name: 'search, word and channel',
      next: () => search([middling()], { channel: nextChannel().reference }),
    },
    { name: 'search, author alone', next: () => search([], { from: author() }) },
    { name: 'search, a word nobody said', next: () => search([absentWord(chance, known)], {}, 0) },
  ]
}

function read(call: string, input: object, atLeast = page): Question {
  return { call, input: { ...input, limit: page }, words: [], atLeast, atMost: page }
}

function search(words: readonly string[], more: object = {}, atMost = found): Question {
  const input = { text: words.join(' '), limit: found, ...more }
  return { call: 'message.search', input, words, atLeast: 0, atMost }
}

interface ReadMessage {
  readonly id: string
  readonly text: string
  readonly position: number
}

function messagesIn(answer: string): readonly ReadMessage[] {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- whatever is not as expected is a fault of the run
  const { messages, found: hits } = JSON.parse(answer) as {
    readonly messages?: readonly ReadMessage[]
    readonly found?: readonly { readonly message: ReadMessage }[]
  }
  return messages ?? hits?.map(({ message }) => message) ?? []
}

/** What is wrong with an answer; `null`: nothing. */
export function faultIn({ input, words, atLeast, atMost }: Question, answer: string): string | null {
  const messages = messagesIn(answer)
  const asked = JSON.stringify(input)
  if (messages.length < atLeast || messages.length > atMost) return `${messages.length} messages for ${asked}`
  const isOther = messages.some(({ text }) => words.some((word) => !text.includes(word)))
  return isOther ? `a message without what was asked for: ${asked}` : null
}
