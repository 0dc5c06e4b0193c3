/** The state of a signed-in page: who one is, one's channels, who is here, what is on its way. Facts and calls meet here. */
import { computed, signal, type ReadonlySignal } from '@preact/signals'
import type {
  WireChange,
  WireNotifications,
  WireOwnChannel,
  WireReady,
  WireSelf,
} from '../../../src/protocols/api/wire.ts'
import type { Call } from '../connection/calls.ts'
import type { Keep } from '../connection/keep.ts'
import { Outbox } from '../connection/outbox.ts'
import type { Words } from '../words/words.ts'
import { ChannelFiles } from './channel-files.ts'
import type { ChannelLog } from './channel-log.ts'
import { heldMessages } from './left-files.ts'
import { LiveChannel } from './live-channel.ts'
import type { Notices } from './notices.ts'
import { OwnChannels } from './own-channels.ts'
import { OwnMute } from './own-mute.ts'
import { hindrance, isOperator, type Hindrance, type Mute } from './rights.ts'
import { Typing } from './typing.ts'

export interface ChatPorts {
  readonly call: Call
  readonly keep: Keep
  /** What this device has kept of a channel. */
  readonly kept: (channel: string) => Promise<ChannelLog | null>
  readonly notices: Notices
  readonly isOpen: ReadonlySignal<boolean>
  readonly words: ReadonlySignal<Words>
  readonly wordOf: (error: unknown) => string
  readonly pageLength: () => number
  readonly complain: (error: unknown) => void
  /** Why one may not write, in the reader's words. */
  readonly wordHindrance: (why: Hindrance, mute: Mute | null) => string
}

/** Channels whose messages are held; the one looked at longest ago is let go. */
const mostViews = 8

export class Chat {
  readonly ports: ChatPorts
  readonly self = signal<WireSelf | null>(null)
  readonly channels = new OwnChannels()
  readonly typing = new Typing()
  readonly online = signal<ReadonlySet<string>>(new Set())
  readonly mute = new OwnMute()
  readonly invitations = signal(0)
  /** How many reports nobody has seen to; for those with a role. */
  readonly reports = signal(0)
  readonly notifications = signal<WireNotifications>({ quiet: null, showText: true })
  readonly outbox: Outbox
  readonly #listeners = new Set<(channel: string, change: WireChange) => void>()
  /** Most recently looked at last. */
  readonly #views = new Map<string, LiveChannel>()
  readonly #files = new Map<string, ChannelFiles>()
  /** The channel that is looked at. */
  readonly current = signal<string | null>(null)
  readonly unread: ReadonlySignal<{ readonly any: boolean; readonly mentions: number }>

  constructor(ports: ChatPorts) {
    this.ports = ports
    this.outbox = new Outbox({
      call: ports.call,
      keep: ports.keep,
      isOpen: () => ports.isOpen.peek(),
      isShown: (channel, position) => this.#isShown(channel, position),
      wait: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
      broughtElsewhere: heldMessages,
      wordLacking: (names) => ports.words.peek().t('message.lacks', { names: names.join(', ') }),
    })
    this.unread = computed(() => {
      const heard = this.channels.list.value.filter(({ membership }) => membership.level !== 'none')
      return {
        any: heard.some(({ unread }) => unread > 0),
        mentions: heard.reduce((sum, own) => sum + forMe(own), 0),
      }
    })
  }

  get views(): Iterable<LiveChannel> {
    return this.#views.values()
  }

  /** Who one is; for parts that exist only for somebody who is signed in. */
  demandSelf(): WireSelf {
    const self = this.self.value
    if (self === null) throw new Error('nobody is signed in')
    return self
  }

  ready({ user, channels, online, notifications, mute }: WireReady): void {
    if (this.self.peek()?.id !== user.id) this.#forgetAll()
    this.self.value = user
    this.notifications.value = notifications
    this.mute.set(mute)
    this.online.value = new Set([...online, user.id])
    this.channels.replaceAll(channels)
    for (const view of this.#views.values()) {
      const own = this.channels.get(view.id)
      if (own !== undefined) view.live.hear(own.channel.lastPosition)
      view.roll.forget()
    }
    const current = this.#views.get(this.current.peek() ?? '')
    current?.roll.load().catch(this.ports.complain)
    this.outbox.dropShown()
    void this.outbox.load(user.id)
    void this.countInvitations()
    if (isOperator(user)) void this.countReports()
  }

  /** As it was when somebody was here last: to be read until the server answers. */
  restore(user: WireSelf, channels: readonly WireOwnChannel[]): void {
    this.self.value = user
    this.channels.replaceAll(channels)
    void this.outbox.load(user.id)
  }

  /** Something has changed in a channel. */
  changed(channel: string, change: WireChange): void {
    this.heldView(channel)?.live.receive(change)
    for (const listener of this.#listeners) listener(channel, change)
  }

  /** Tells of every change in any channel, until it is ended. */
  listen(listener: (channel: string, change: WireChange) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  #forgetAll(): void {
    this.#views.clear()
    for (const files of this.#files.values()) files.end()
    this.#files.clear()
  }

  filesOf(channel: string): ChannelFiles {
    const known = this.#files.get(channel)
    if (known !== undefined) return known
    const { call, isOpen, words, wordOf } = this.ports
    const key = `${this.demandSelf().id}/${channel}`
    const made = new ChannelFiles({ key, call, isOpen, words, wordOf, outbox: this.outbox })
    this.#files.set(channel, made)
    return made
  }

  /** A conversation has begun: what was brought before goes on in it. */
  moveFiles(from: string, to: string): void {
    const files = this.#files.get(from)
    if (files === undefined || this.#files.has(to)) return
    this.#files.delete(from)
    this.#files.set(to, files)
  }

  heldView(channel: string): LiveChannel | undefined {
    return this.#views.get(channel)
  }

  /** For whoever is about to look at it. */
  openView(id: string): LiveChannel | null {
    const own = this.channels.get(id)
    if (own === undefined) return null
    const view = this.#views.get(id) ?? this.#createView(id)
    this.#views.delete(id)
    if (view === null) return null
    this.#views.set(id, view)
    this.#letGo()
    view.open()
    return view
  }

  #createView(id: string): LiveChannel | null {
    const own = this.channels.get(id)
    if (own === undefined) return null
    const { call, isOpen, kept, pageLength, complain } = this.ports
    return new LiveChannel(own, {
      call,
      isOpen: () => isOpen.peek(),
      kept,
      pageLength,
      complain,
      outbox: this.outbox,
      channels: this.channels,
      typing: this.typing,
      files: this.filesOf(id),
      self: () => this.demandSelf(),
      mayWrite: (channel) => {
        const mute = this.mute.current.value
        const why = hindrance(channel, this.demandSelf(), mute !== null)
        return why === null ? { ok: true } : { ok: false, reason: this.ports.wordHindrance(why, mute) }
      },
    })
  }

  #letGo(): void {
    const [oldest] = this.#views.values()
    if (this.#views.size <= mostViews || oldest === undefined) return
    oldest.live.letGo()
    this.#views.delete(oldest.id)
  }

  #isShown(channel: string, position: number): boolean {
    const log = this.#views.get(channel)?.live.log.value
    return log === undefined || !log.loaded || log.upTo >= position
  }

  /** One is in it now: by joining, by being let in, or because somebody wrote. */
  async addChannel(id: string): Promise<void> {
    const { channel, membership } = await this.ports.call('channel.show', { channel: id })
    if (membership === null) return
    const known = this.channels.get(channel.id)
    this.channels.put({ channel, membership, unread: known?.unread ?? 0, mentions: known?.mentions ?? 0 })
  }

  async countInvitations(): Promise<void> {
    try {
      const { channels } = await this.ports.call('channel.list-invitations', {})
      this.invitations.value = channels.length
    } catch {
      // The next sign of life asks again.
    }
  }

  async countReports(): Promise<void> {
    try {
      this.reports.value = (await this.ports.call('report.list', {})).reports.length
    } catch {
      // As above.
    }
  }

  isOnline(user: string): boolean {
    return this.online.value.has(user)
  }

  setOnline(user: string, is: boolean): void {
    if (this.online.peek().has(user) === is) return
    const next = new Set(this.online.peek())
    if (is) next.add(user)
    else next.delete(user)
    this.online.value = next
  }

  channelNamed(name: string) {
    const wanted = name.toLowerCase()
    return this.channels.list.value.find(
      ({ channel }) => channel.kind !== 'direct' && channel.name.toLowerCase() === wanted,
    )
  }

  directWith(name: string) {
    const wanted = name.toLowerCase()
    const self = this.self.value
    return this.channels.list.value.find(({ channel: { between } }) => {
      if (between === null) return false
      const other = between.find(({ id }) => id !== self?.id) ?? between[0]
      return other.name.toLowerCase() === wanted
    })
  }
}

/** Whatever is said in private is for oneself. */
function forMe({ channel, unread, mentions }: WireOwnChannel): number {
  return channel.kind === 'direct' ? unread : mentions
}
