/** The log as rows: what stands above, between and in the messages. Pure; a change rebuilds only the rows it touches. */
import type { ShownMessage } from '../state/channel-view.ts'

const forms = ['head', 'following', 'action', 'topic', 'deleted'] as const
export type MessageForm = (typeof forms)[number]

export interface MessageRow {
  readonly kind: 'message'
  readonly key: string
  readonly form: MessageForm
  readonly message: ShownMessage
}

export type Row =
  | MessageRow
  | { readonly kind: 'day'; readonly key: string; readonly at: number }
  | { readonly kind: 'new'; readonly key: string }

/** What the rows are made from besides the messages; another one makes every row anew. */
export interface RowSettings {
  readonly self: string
  readonly newSince: number
  /** Whether the window begins with the channel: then the very first message may be a new one. */
  readonly fromBeginning: boolean
  /** When the day of a moment began, in milliseconds. */
  readonly startOfDay: (at: number) => number
}

/** `removed` rows at `from` have given way to `added` ones. */
export interface RowChange {
  readonly from: number
  readonly removed: number
  readonly added: number
}

const groupFor = 7 * 60_000

export class RowList {
  #rows: readonly Row[] = []
  #messages: readonly ShownMessage[] = []
  #settings: RowSettings | null = null
  /** Where the rows of each message begin; one more at the end. */
  #begins: readonly number[] = [0]
  /** The rows each message has had: the same ones again as long as nothing about them is different, so that they are not drawn again. */
  readonly #made = new WeakMap<ShownMessage, Made>()

  get rows(): readonly Row[] {
    return this.#rows
  }

  update(messages: readonly ShownMessage[], settings: RowSettings): RowChange {
    const before = isSame(this.#settings, settings) ? this.#messages : []
    const kept = keptEnds(before, messages, settings.self)
    const rows: Row[] = []
    const begins = this.#begins.slice(0, kept.first)
    const from = kept.first === 0 ? 0 : (this.#begins[kept.first] ?? 0)
    for (let index = kept.first; index < messages.length - kept.last; index++) {
      begins.push(from + rows.length)
      rows.push(...this.#rowsOf(messages, index, settings))
    }
    const tail = before.length - kept.last
    const until = before.length === 0 ? this.#rows.length : (this.#begins[tail] ?? this.#rows.length)
    const shift = from + rows.length - until
    if (kept.last > 0) for (const begin of this.#begins.slice(tail, -1)) begins.push(begin + shift)
    this.#rows = this.#rows.slice(0, from).concat(rows, this.#rows.slice(until))
    this.#begins = [...begins, this.#rows.length]
    this.#messages = messages
    this.#settings = settings
    return { from, removed: until - from, added: rows.length }
  }

  #rowsOf(messages: readonly ShownMessage[], index: number, settings: RowSettings): readonly Row[] {
    const message = messages[index]
    if (message === undefined) return []
    const shape = shapeOf(messages, index, settings)
    const known = this.#made.get(message)
    if (known?.shape === shape) return known.rows
    const rows = rowsOf(message, shape)
    this.#made.set(message, { shape, rows })
    return rows
  }
}

interface Made {
  readonly shape: string
  readonly rows: readonly Row[]
}

function isSame(one: RowSettings | null, other: RowSettings): boolean {
  return (
    one?.self === other.self &&
    one.newSince === other.newSince &&
    one.fromBeginning === other.fromBeginning &&
    one.startOfDay === other.startOfDay
  )
}

/** How many messages at either end are the very same ones, and stand behind the same neighbour. */
function keptEnds(
  before: readonly ShownMessage[],
  after: readonly ShownMessage[],
  self: string,
): { first: number; last: number } {
  const most = Math.min(before.length, after.length)
  let first = 0
  while (first < most && before[first] === after[first]) first++
  let last = 0
  while (last < most - first && before[before.length - 1 - last] === after[after.length - 1 - last]) last++
  // A message's rows depend on the seen one before it, and on whether all that is new before it is one's own: the tail begins
  // behind the first seen message of somebody else.
  if (first === Math.max(before.length, after.length) - last) return { first, last }
  while (last > 0) {
    const edge = after[after.length - last]
    last--
    if (edge !== undefined && isSeen(edge) && edge.author.id !== self) break
  }
  return { first, last }
}

/** What stands in and above a message's place, in words: `day`, `new`, and its form. */
function shapeOf(messages: readonly ShownMessage[], index: number, settings: RowSettings): string {
  const message = messages[index]
  if (message === undefined) return ''
  const before = seenBefore(messages, index)
  const isNewDay =
    isSeen(message) &&
    (before === null || settings.startOfDay(before.sentAt) !== settings.startOfDay(message.sentAt))
  const isFirstNew = opensNew(messages, index, settings)
  const form = isSeen(message) ? formOf(message, isNewDay || isFirstNew ? null : before) : ''
  return `${isNewDay ? 'day ' : ''}${isFirstNew ? 'new ' : ''}${form}`
}

/** Whether it is the first that is new: what one said oneself is not. */
function opensNew(
  messages: readonly ShownMessage[],
  index: number,
  { self, newSince, fromBeginning }: RowSettings,
): boolean {
  const isNew = (message: ShownMessage): boolean =>
    message.position > newSince && message.pending === undefined && message.author.id !== self
  const message = messages[index]
  if (message === undefined || !isNew(message)) return false
  for (let at = index - 1; at >= 0; at--) {
    const before = messages[at]
    if (before !== undefined && before.position <= newSince) return true
    if (before !== undefined && before.author.id !== self) return false
  }
  return fromBeginning && newSince > 0
}

function rowsOf(message: ShownMessage, shape: string): readonly Row[] {
  const key = message.clientTag ?? message.id
  const parts = new Set(shape.split(' '))
  const rows: Row[] = []
  if (parts.has('day')) rows.push({ kind: 'day', key: `day ${key}`, at: message.sentAt })
  if (parts.has('new')) rows.push({ kind: 'new', key: `new ${key}` })
  const form = forms.find((known) => parts.has(known))
  if (form !== undefined) rows.push({ kind: 'message', key, form, message })
  return rows
}

function isSeen(message: ShownMessage): boolean {
  return message.kind !== 'tags'
}

function seenBefore(messages: readonly ShownMessage[], index: number): ShownMessage | null {
  for (let at = index - 1; at >= 0; at--) {
    const message = messages[at]
    if (message !== undefined && isSeen(message)) return message
  }
  return null
}

function formOf(message: ShownMessage, before: ShownMessage | null): MessageForm {
  if (message.deletedAt !== null) return 'deleted'
  if (message.kind === 'topic') return 'topic'
  if (message.kind === 'action') return 'action'
  return before !== null && continues(before, message) ? 'following' : 'head'
}

/** Whether the author of `before` simply goes on talking. */
function continues(before: ShownMessage, message: ShownMessage): boolean {
  const { author } = message
  return (
    (before.kind === 'text' || before.kind === 'notice') &&
    before.kind === message.kind &&
    before.deletedAt === null &&
    message.replyTo === null &&
    before.author.id === author.id &&
    before.author.name === author.name &&
    Math.abs(message.sentAt - before.sentAt) < groupFor
  )
}
