/** What a client of the API remembers: who it is, how far it has each channel, and what it was told it had missed. */
import type { WireChannelRef, WireReady, WireSelf } from '../../../src/protocols/api/wire.ts'
import type { Heard } from './api-told.ts'

interface Written {
  readonly from: string
  readonly channel: string
  readonly message: string
}

type Positioned = Extract<Heard, { position: number; message: unknown }>

export class ApiMemory {
  self: WireSelf | null = null
  lastPrivate: Written | null = null
  /** By `#channel`, or the other one of a private conversation. */
  readonly missed = new Map<string, number>()
  readonly mentioned = new Map<string, number>()
  readonly channels = new Map<string, WireChannelRef>()
  /** Channels in which there is more than this client has, and up to where. */
  readonly behind = new Map<string, number>()
  /** Up to where this client has everything, by channel. */
  readonly #positions = new Map<string, number>()
  /** As it was when the connection before this one broke. */
  readonly #before: ApiMemory | null

  constructor(before: ApiMemory | null) {
    this.#before = before
  }

  get positions(): readonly { readonly channel: string; readonly position: number }[] {
    return [...this.#positions].map(([channel, position]) => ({ channel, position }))
  }

  positionIn(channel: string): number {
    return this.#positions.get(channel) ?? 0
  }

  /** The answer to what has changed holds everything up to there. */
  caughtUp(channel: string, position: number): void {
    this.#positions.set(channel, position)
    if (position >= (this.behind.get(channel) ?? 0)) this.behind.delete(channel)
  }

  /** Whether it is to be shown. */
  takes(event: Heard): boolean {
    if (event.event === 'hello') this.self = event.user
    if (event.event === 'ready') this.#ready(event)
    if (event.event === 'member.joined') {
      this.channels.set(event.channel.id, event.channel)
      if (event.user.id === this.self?.id || event.channel.kind === 'direct')
        this.#positions.set(event.channel.id, event.position)
    }
    if (event.event === 'member.left' && event.user.id === this.self?.id) this.#forget(event.channel.id)
    if (event.event === 'user.renamed' && event.user.id === this.self?.id)
      this.self = { ...this.self, name: event.name }
    if (!isPositioned(event) || !this.#isNext(event)) return !isPositioned(event)
    if (event.event === 'message.sent') this.remembers(event)
    return true
  }

  /** Of a private conversation the one who is not this user; of a channel `null`. */
  other({ between }: WireChannelRef): string | null {
    if (between === null) return null
    const [first, second] = between
    return first.id === this.self?.id ? second.name : first.name
  }

  #ready({ user, channels }: WireReady): void {
    this.self = user
    const before = this.#before?.self?.id === user.id ? this.#before : null
    for (const { channel, membership, unread, mentions } of channels) {
      this.channels.set(channel.id, channel)
      const seen = unread > 0 ? membership.readPosition : channel.lastPosition
      const position = before?.channels.has(channel.id) === true ? before.positionIn(channel.id) : seen
      this.#positions.set(channel.id, position)
      if (position < channel.lastPosition) this.behind.set(channel.id, channel.lastPosition)
      const place = this.other(channel) ?? `#${channel.name}`
      if (unread > 0) this.missed.set(place, unread)
      if (mentions > 0) this.mentioned.set(place, mentions)
    }
  }

  #isNext({ channel: { id }, position }: Positioned): boolean {
    const has = this.#positions.get(id) ?? position - 1
    if (position <= has) return false
    if (position > has + 1) {
      this.behind.set(id, Math.max(position, this.behind.get(id) ?? 0))
      return false
    }
    this.#positions.set(id, position)
    return true
  }

  remembers({ channel, message: { author, id } }: Extract<Heard, { event: 'message.sent' }>): void {
    this.channels.set(channel.id, channel)
    if (channel.kind === 'direct' && author.id !== this.self?.id)
      this.lastPrivate = { from: author.name, channel: channel.id, message: id }
  }

  #forget(channel: string): void {
    this.channels.delete(channel)
    this.#positions.delete(channel)
    this.behind.delete(channel)
  }
}

function isPositioned(event: Heard): event is Positioned {
  return 'position' in event && 'message' in event
}
