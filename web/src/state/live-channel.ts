/** The view of one channel, made of its log, its members, what is on its way, and what one may do. */
import { computed, signal, type ReadonlySignal, type Signal } from '@preact/signals'
import type { WireMember, WireOwnChannel, WireSelf } from '../../../src/protocols/api/wire.ts'
import type { Call } from '../connection/calls.ts'
import { newTag } from '../connection/new-tag.ts'
import type { Outbox } from '../connection/outbox.ts'
import type { ChannelView, LogState, MayWrite, Place, SendOptions, ShownMessage } from './channel-view.ts'
import type { ChannelFiles } from './channel-files.ts'
import type { ChannelLog } from './channel-log.ts'
import { createDraft } from './draft.ts'
import { LiveLog } from './live-log.ts'
import { hasNewer, hasOlder } from './log-window.ts'
import { Members } from './members.ts'
import type { OwnChannels } from './own-channels.ts'
import { governs } from './rights.ts'
import type { Typing } from './typing.ts'
import { shownOf } from './shown-messages.ts'
import { readUpTo } from './unread.ts'

export interface LiveChannelPorts {
  readonly call: Call
  readonly isOpen: () => boolean
  readonly kept: (channel: string) => Promise<ChannelLog | null>
  readonly outbox: Outbox
  readonly channels: OwnChannels
  readonly typing: Typing
  readonly files: ChannelFiles
  readonly self: () => WireSelf
  readonly pageLength: () => number
  readonly mayWrite: (own: WireOwnChannel) => MayWrite
  /** Tells that something did not work, in the reader's words. */
  readonly complain: (error: unknown) => void
}

const typingPause = 3000
const readPause = 300

export class LiveChannel implements ChannelView {
  readonly id: string
  readonly #ports: LiveChannelPorts
  readonly #live: LiveLog
  readonly #members: Members
  readonly #landing = signal<string | null>(null)
  readonly #newSince = signal(0)
  readonly #isAway = signal(false)
  readonly #shown: ReadonlySignal<readonly ShownMessage[]>
  readonly typing: ReadonlySignal<readonly string[]>
  readonly state: ReadonlySignal<LogState>
  readonly hasOlder: ReadonlySignal<boolean>
  readonly hasNewer: ReadonlySignal<boolean>
  readonly readPosition: ReadonlySignal<number>
  readonly mayWrite: ReadonlySignal<MayWrite>
  readonly mayModerate: ReadonlySignal<boolean>
  readonly pins: ReadonlySignal<ReadonlySet<string>>
  readonly draft: Signal<string>
  #last: WireOwnChannel
  #typedAt = 0
  /** The newest position that was seen here. */
  #seen = 0
  #readTimer: ReturnType<typeof setTimeout> | undefined

  constructor(own: WireOwnChannel, ports: LiveChannelPorts) {
    this.id = own.channel.id
    this.#last = own
    this.#ports = ports
    const missed = () => this.#missed()
    this.#live = new LiveLog(this.id, ports.channels.newest(this.id), { ...ports, missed })
    this.#members = new Members(this.id, ports.call)
    this.typing = ports.typing.in(this.id)
    const log = this.#live.log
    this.#shown = computed(() => shownOf(log.value, ports.outbox.entries.value, this))
    this.state = computed(() => (log.value.loaded ? 'here' : this.#isAway.value ? 'away' : 'coming'))
    this.hasOlder = computed(() => hasOlder(log.value))
    this.hasNewer = computed(() => hasNewer(log.value))
    this.pins = computed(() => log.value.pins)
    this.readPosition = computed(() => this.#own.membership.readPosition)
    this.mayWrite = computed(() => ports.mayWrite(this.#own))
    this.mayModerate = computed(() => governs(this.#own, ports.self(), 'moderator'))
    this.draft = createDraft(localStorage, `${ports.self().id}/${this.id}`)
    this.#newSince.value = own.membership.readPosition
  }

  /** As it is known now; after one has left, as it was. */
  get #own(): WireOwnChannel {
    this.#last = this.#ports.channels.get(this.id) ?? this.#last
    return this.#last
  }

  get ref() {
    return this.#own.channel
  }

  get self(): WireSelf {
    return this.#ports.self()
  }

  get messages(): ReadonlySignal<readonly ShownMessage[]> {
    return this.#shown
  }

  get landing(): ReadonlySignal<string | null> {
    return this.#landing
  }

  get newSince(): ReadonlySignal<number> {
    return this.#newSince
  }

  get members(): ReadonlySignal<readonly WireMember[]> {
    return this.#members.list
  }

  get files(): ChannelFiles {
    return this.#ports.files
  }

  get live(): LiveLog {
    return this.#live
  }

  get roll(): Members {
    return this.#members
  }

  /** Somebody is about to look at it: what is new is new since now. Messages held of another place are let go. */
  open(): void {
    const since = this.#own.membership.readPosition
    const log = this.#live.log.peek()
    this.#newSince.value = since
    const isThere = this.#own.unread > 0 ? log.from <= since && since < log.to : !hasNewer(log)
    if (log.loaded && !isThere) this.#live.letGo()
  }

  /** Without a connection: what this device has kept. */
  async showKept(): Promise<void> {
    if (this.#live.log.peek().loaded) return
    const kept = await this.#ports.kept(this.id)
    if (this.#ports.isOpen() || this.#live.log.peek().loaded) return
    if (kept !== null) this.#live.restore(kept)
    this.#isAway.value = kept === null
  }

  /** Somebody looks at it now. */
  async show(place: Place | null): Promise<void> {
    this.#newSince.value = this.#own.membership.readPosition
    this.#landing.value = null
    this.#isAway.value = false
    await Promise.all([this.#showMessages(place), this.#members.load(), this.#loadPins()])
  }

  async #showMessages(place: Place | null): Promise<void> {
    if (place !== null) return this.jumpTo(place)
    if (this.#live.log.value.loaded) return
    if (this.#own.unread > 0) await this.#live.loadSince(this.#newSince.value)
    else await this.#live.loadNewest()
  }

  async #loadPins(): Promise<void> {
    const { messages } = await this.#ports.call('message.list-pinned', { channel: this.id })
    this.#live.pinned(messages.map(({ id }) => id))
  }

  loadOlder = (): Promise<void> => this.#quietly(this.#live.loadOlder())

  loadNewer = (): Promise<void> => this.#quietly(this.#live.loadNewer())

  async jumpTo(place: Place): Promise<void> {
    const known = 'message' in place && this.#live.log.value.messages.some(({ id }) => id === place.message)
    if (!known) await this.#live.loadAround('message' in place ? place : { at: place.time })
    this.#landing.value = null
    this.#landing.value = 'message' in place ? place.message : this.#firstAt(place.time)
  }

  #firstAt(time: number): string | null {
    const { messages } = this.#live.log.value
    return (messages.find(({ sentAt }) => sentAt >= time) ?? messages.at(-1))?.id ?? null
  }

  async jumpToNewest(): Promise<void> {
    this.#landing.value = null
    if (hasNewer(this.#live.log.value)) await this.#quietly(this.#live.loadNewest())
  }

  send(text: string, { replyTo, kind = 'text', alone }: SendOptions = {}): void {
    const clientTag = newTag()
    const files = this.files.bringing.peek()?.take(clientTag, alone) ?? []
    if (text === '' && files.length === 0) return
    this.#ports.outbox.add({
      clientTag,
      user: this.self.id,
      channel: this.id,
      text,
      kind,
      replyTo: replyTo ?? null,
      at: Date.now(),
      failure: null,
      ...(files.length === 0 ? {} : { files }),
    })
    this.#typedAt = 0
    void this.jumpToNewest()
  }

  retry(clientTag: string): void {
    this.files.bringing.peek()?.retry(clientTag)
    this.#ports.outbox.retry(clientTag)
  }

  sendWithout(clientTag: string): void {
    this.#ports.outbox.sendWithout(clientTag)
  }

  discard(clientTag: string): void {
    this.files.bringing.peek()?.discard(clientTag)
    this.#ports.outbox.discard(clientTag)
  }

  async edit(message: string, text: string): Promise<void> {
    await this.#ports.call('message.edit', { channel: this.id, message, text })
  }

  async remove(message: string): Promise<void> {
    await this.#ports.call('message.delete', { channel: this.id, message })
  }

  async react(message: string, reaction: string): Promise<void> {
    await this.#ports.call('message.react', { channel: this.id, message, reaction })
  }

  async unreact(message: string, reaction: string): Promise<void> {
    await this.#ports.call('message.unreact', { channel: this.id, message, reaction })
  }

  async pin(message: string, on: boolean): Promise<void> {
    await this.#ports.call(on ? 'message.pin' : 'message.unpin', { channel: this.id, message })
  }

  startTyping(): void {
    const now = Date.now()
    if (now - this.#typedAt < typingPause || !this.mayWrite.peek().ok) return
    this.#typedAt = now
    const said = { channel: this.id, kind: 'tags', tags: { typing: 'active' } } as const
    // Nobody misses it.
    this.#ports.call('message.relay', said).catch(() => undefined)
  }

  /** For somebody who had seen all there was, what comes now is what is new. */
  #missed(): void {
    const log = this.#live.log.peek()
    const last = log.messages.at(-1)?.position ?? 0
    // What was read without a connection the server may not know.
    const seen = Math.max(this.#seen, this.readPosition.peek())
    if (!hasNewer(log) && seen >= last) this.#newSince.value = Math.max(this.#newSince.peek(), last)
  }

  markRead(position: number): void {
    this.#seen = Math.max(this.#seen, position)
    const own = this.#own
    if (position <= own.membership.readPosition) return
    const log = this.#live.log.peek()
    const held = { messages: log.messages, isNewest: !hasNewer(log) }
    this.#ports.channels.put({ ...own, ...readUpTo(own, { position, ...held, self: this.self }) })
    clearTimeout(this.#readTimer)
    this.#readTimer = setTimeout(() => {
      const positions = [{ channel: this.id, position: this.readPosition.peek() }]
      // What was not heard is said again by the next one.
      this.#ports.call('message.mark-read', { positions }).catch(() => undefined)
    }, readPause)
  }

  async #quietly(work: Promise<void>): Promise<void> {
    try {
      await work
    } catch (error) {
      this.#ports.complain(error)
    }
  }
}
