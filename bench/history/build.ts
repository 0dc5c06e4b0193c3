/** Fills a database with messages, by the way that the server stores what is said together. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { personOf } from '../../src/core/actor.ts'
import type { NewMessage } from '../../src/core/store-port.ts'
import type { ChannelId, Person } from '../../src/core/types.ts'
import { createIdMaker } from '../../src/lib/id.ts'
import { databaseFile } from '../../src/store/database-file.ts'
import { openStore, type OpenStore } from '../../src/store/open-store.ts'
import { chanceFrom, madeText, madeWords, pick, zipfRank, type Chance } from './vocabulary.ts'

/** What a folder was filled with, and how long it took. */
export interface Filled {
  readonly messages: number
  readonly channels: readonly FilledChannel[]
  readonly authors: readonly string[]
  readonly from: number
  readonly until: number
  readonly seconds: number
}

interface FilledChannel {
  readonly id: string
  readonly name: string
  readonly messages: number
}

export interface FillOptions {
  readonly folder: string
  readonly messages: number
  readonly channels: readonly { readonly id: string; readonly name: string }[]
  readonly authors: readonly string[]
  readonly tell: (progress: string) => void
}

const seed = 20_261_130
const wordCount = 20_000
/** Stored in one step: several runs of one channel each, which share a commit. */
const runsAtOnce = 200
const longestRun = 20
const years = 2
const told = 200_000

export function vocabulary(): readonly string[] {
  return madeWords(wordCount, chanceFrom(seed))
}

/** What the folder has already; `null`: it is to be filled. */
export function filledBefore(folder: string): Filled | null {
  const file = noteIn(folder)
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- written below
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Filled) : null
}

function noteIn(folder: string): string {
  return join(folder, 'filled.json')
}

/** The people and channels are there. */
export async function fill(options: FillOptions): Promise<Filled> {
  const { folder, messages, channels, authors } = options
  const log = { debug: ignore, info: ignore, warn: ignore, error: ignore }
  const store = await openStore({ file: databaseFile(join(folder, 'data')), log })
  const began = performance.now()
  const until = Date.now()
  const talk = new Talk({ messages, channels, people: await peopleOf(store, authors), until })
  try {
    await storeAll(store, talk, options)
  } finally {
    await store.close()
  }
  const counted = channels.map(({ id, name }, index) => ({ id, name, messages: talk.counts[index] ?? 0 }))
  const seconds = (performance.now() - began) / 1000
  const filled = { messages, channels: counted, authors, from: talk.from, until, seconds }
  writeFileSync(noteIn(folder), JSON.stringify(filled))
  return filled
}

function ignore(): void {}

async function peopleOf(store: OpenStore, names: readonly string[]): Promise<readonly Person[]> {
  const people = []
  for (const name of names) {
    const user = await store.users.byName(name)
    if (user === null) throw new Error(`${name} is not registered`)
    people.push(personOf(user))
  }
  return people
}

/** While one step is stored, the next one is made. */
async function storeAll(store: OpenStore, talk: Talk, { messages, tell }: FillOptions): Promise<void> {
  let storing: Promise<unknown> = Promise.resolve()
  let next = told
  while (talk.said < messages) {
    const runs = talk.nextRuns()
    await storing
    storing = Promise.all(runs.map((run) => store.messages.appendTogether(run)))
    if (talk.said < next) continue
    tell(`${talk.said.toLocaleString('en-GB')} messages are stored`)
    next += told
  }
  await storing
}

interface TalkOptions extends Pick<FillOptions, 'messages' | 'channels'> {
  readonly people: readonly Person[]
  readonly until: number
}

/** Some channels are busy and most are not; in a run a few people talk. Times go evenly through the years. */
class Talk {
  readonly from: number
  said = 0
  readonly counts: number[]
  readonly #options: TalkOptions
  readonly #chance: Chance = chanceFrom(seed + 1)
  readonly #words = vocabulary()
  #now: number
  readonly #newId = createIdMaker(() => Math.floor(this.#now))

  constructor(options: TalkOptions) {
    this.#options = options
    this.from = options.until - years * 365 * 86_400_000
    this.#now = this.from
    this.counts = options.channels.map(() => 0)
  }

  nextRuns(): readonly (readonly NewMessage[])[] {
    const runs: NewMessage[][] = []
    while (runs.length < runsAtOnce && this.said < this.#options.messages) runs.push(this.#run())
    return runs
  }

  #run(): NewMessage[] {
    const { messages, channels, people } = this.#options
    const index = zipfRank(this.#chance, channels.length)
    const length = Math.min(1 + pick(this.#chance, longestRun), messages - this.said)
    this.counts[index] = (this.counts[index] ?? 0) + length
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the server named it
    const channel = channels[index]?.id as ChannelId
    const circle = [0, 1, 2].map(() => people[zipfRank(this.#chance, people.length)])
    return Array.from({ length }, () => this.#message(channel, circle[pick(this.#chance, circle.length)]))
  }

  #message(channel: ChannelId, author: Person | undefined): NewMessage {
    if (author === undefined) throw new Error('nobody is there to talk')
    const { messages, until } = this.#options
    this.#now = this.from + ((until - this.from) * this.said) / messages
    this.said += 1
    const said = {
      kind: 'text',
      text: madeText(this.#words, this.#chance),
      sentAt: Math.floor(this.#now),
    } as const
    const none = { replyTo: null, tags: null, clientTag: null, uploads: [] }
    return { id: this.#newId(), channel, author, ...said, ...none }
  }
}
