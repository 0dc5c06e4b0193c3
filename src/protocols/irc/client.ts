/** One connection of this door: what it has negotiated, who it acts for, and how it is spoken to. */
import type { Actor, UserActor } from '../../core/actor.ts'
import type { ChatEvent, EventOf } from '../../core/events.ts'
import type { ChannelId, ClientId, UserRef } from '../../core/types.ts'
import type { Client, CloseReason } from '../../fanout/client.ts'
import type { Volley } from '../../fanout/volley.ts'
import { branded } from '../../lib/brand.ts'
import type { LineConnection } from '../../net/line-connection.ts'
import type { Capability } from './capabilities.ts'
import { encodeEvent } from './encode.ts'
import type { Flavours, IrcFlavour } from './flavour.ts'
import { sourceOf, type IrcLine } from './line.ts'
import { numerics, type NumericName } from './numerics.ts'
import { Pace } from './pace.ts'
import { Registration } from './registration/registration.ts'
import { Replies, type Writing } from './replies.ts'
import type { OpenBatch } from './verbs/batch.ts'
import { changedLine } from './encode/metadata.ts'

/** A client is in a channel as if it had just come: its user has, from another client, or the channel has another name. */
export type Coming = EventOf<'member.joined'> | EventOf<'channel.renamed'>

/** What a door does then. */
export interface Following {
  joined(client: IrcClient, event: Coming): void
}

export class IrcClient implements Client, Writing {
  readonly door = 'irc'
  readonly id: ClientId
  readonly connectedAt: number
  readonly connection: LineConnection<IrcClient>
  readonly capabilities = new Set<Capability>()
  readonly registration = new Registration()
  /** Set when it is a gateway that speaks for somebody (WEBIRC). */
  gateway: { readonly isSecure: boolean } | null = null
  /** The channels its user is in, by id; direct ones left out. */
  readonly channels = new Map<ChannelId, string>()
  flavour: IrcFlavour
  user: UserRef | null = null
  operator = false
  /** Whether it has given an operator's name and password (OPER). */
  isOper = false
  /** Whether messages for all operators are for it (+w). */
  hearsWallops = false
  actor: Actor
  /** Whether the welcome has been sent. */
  registered = false
  capVersion = 301
  replies: Replies
  batch: OpenBatch | null = null
  /** Last words of the person, and of the server. */
  quitReason: string | null = null
  /** Its going, once it has begun. */
  departure: Promise<void> | null = null
  farewell: CloseReason | null = null
  lastSpokeAt: number
  pingSentAt: number | null = null
  readonly pace = new Pace()
  linesRead = 0
  #batches = 0
  /** Called when the command under way keeps nobody waiting any more. */
  isHeard: () => void = nobodyWaits
  // A thousand who say nothing have none of these.
  #watched: Set<string> | null = null
  #targets: Map<string, number> | null = null
  #metadataKeys: Set<string> | null = null
  readonly #flavours: Flavours
  readonly #following: Following

  constructor(connection: LineConnection<IrcClient>, made: { flavours: Flavours; following: Following }) {
    this.connection = connection
    this.id = branded(connection.id)
    this.connectedAt = connection.connectedAt
    this.lastSpokeAt = connection.connectedAt
    this.#flavours = made.flavours
    this.#following = made.following
    this.flavour = made.flavours.of(this.capabilities, connection.framing)
    this.actor = {
      kind: 'visitor',
      client: this.id,
      address: this.address,
      certificate: connection.certificateFingerprint,
    }
    this.replies = new Replies(this, null)
  }

  /** Folded names it watches (MONITOR). */
  get watched(): Set<string> {
    this.#watched ??= new Set()
    return this.#watched
  }

  /** The people it has written to lately, with when. */
  get targets(): Map<string, number> {
    this.#targets ??= new Map()
    return this.#targets
  }

  /** Metadata keys it has subscribed to. */
  get metadataKeys(): Set<string> {
    this.#metadataKeys ??= new Set()
    return this.#metadataKeys
  }

  /** Begins a command. `heard` resolves when it keeps nobody waiting any more, at its end if not before. */
  beginCommand(): { readonly heard: Promise<void>; readonly end: () => void } {
    const { promise, resolve } = Promise.withResolvers<void>()
    this.isHeard = resolve
    const end = (): void => {
      resolve()
      this.isHeard = nobodyWaits
    }
    return { heard: promise, end }
  }

  /** Whose limits and bans apply. */
  get address(): string {
    return this.connection.address
  }

  /** By which SASL EXTERNAL knows it: a gateway's own says nothing of the person. */
  get certificate(): string | null {
    return this.gateway === null ? this.connection.certificateFingerprint : null
  }

  /** Whether nobody on the way can read it; a gateway says so of the way to itself. */
  get isSecure(): boolean {
    return this.connection.secure && this.gateway?.isSecure !== false
  }

  get serverName(): string {
    return this.flavour.facts.serverName
  }

  /** A name for the next batch. */
  takeBatchNumber(): number {
    this.#batches += 1
    return this.#batches
  }

  /** What numerics call it. */
  get nick(): string {
    return (
      this.user?.name ??
      (this.registered ? (this.registration.nick ?? '*') : (this.registration.shownNick ?? '*'))
    )
  }

  has(capability: Capability): boolean {
    return this.capabilities.has(capability)
  }

  /** After its capabilities have changed. */
  reshape(): void {
    this.flavour = this.#flavours.of(this.capabilities, this.connection.framing)
  }

  send(bytes: Buffer): void {
    this.connection.send(bytes)
  }

  write(lines: readonly IrcLine[]): void {
    if (lines.length > 0) this.send(this.flavour.bytes(lines))
  }

  /** Part of the answer to its command, from the server. */
  reply(command: string, ...params: readonly string[]): void {
    this.replies.add({ source: this.serverName, command, params })
  }

  /** The same as a numeric. */
  numeric(name: NumericName, ...params: readonly string[]): void {
    this.replies.add(this.numericLine(name, ...params))
  }

  /** A numeric begins with the nick. */
  numericLine(name: NumericName, ...params: readonly string[]): IrcLine {
    return { source: this.serverName, command: numerics[name], params: [this.nick, ...params] }
  }

  /** Of somebody who has not signed in yet, once welcomed, what needs an account is refused. */
  refuseVisitor(): void {
    this.numeric(
      'ERR_NOTREGISTERED',
      this.registered
        ? 'Sign in first: /msg NickServ HELP tells how'
        : 'You have not registered: NICK and USER come first',
    )
  }

  answer(...lines: readonly IrcLine[]): void {
    this.replies.add(...lines)
  }

  notice(text: string): void {
    this.reply('NOTICE', this.nick, text)
  }

  close(reason: CloseReason): void {
    this.farewell ??= reason
    if (reason === 'slow') this.connection.destroy('slow')
    else this.end(reason)
  }

  /** `ERROR` and the end. */
  end(reason: string): void {
    const text = `Closing link: (${this.nick}) [${reason}]`
    if (!this.connection.ended) this.write([{ command: 'ERROR', params: [text] }])
    this.connection.end()
  }

  deliver(volley: Volley, bytes: Buffer): void {
    const [event] = volley
    if (event.type === 'wallops.said' && !this.hearsWallops) return
    if (event.type === 'member.joined' && this.#isIn(event)) return
    if (event.origin?.client !== this.id) this.send(bytes)
    else for (const own of volley) this.#deliverOwn(own)
  }

  #deliverOwn(event: ChatEvent): void {
    if (isSpoken(event) && !this.has('echo-message') && !isToSelf(event)) return
    const lines = encodeEvent(event, this.flavour)
    if (lines === null) return
    const own = 'owner' in lines ? (lines.owner === this.user?.id ? lines.own : lines.others) : lines
    if (!isSpoken(event)) return this.answer(...own)
    // What one says to oneself comes back as a message; with echo-message it is echoed besides.
    if (this.has('echo-message')) this.answer(...own)
    if (isToSelf(event)) this.write(own)
  }

  noticed(event: ChatEvent): void {
    if (event.type === 'metadata.changed') return this.#tellMetadata(event)
    const own = 'user' in event && event.user.id === this.user?.id
    if (event.type === 'channel.renamed') this.#renameChannel(event)
    if (!own) return
    if (event.type === 'user.renamed') this.#rename(event.name)
    else if (event.type === 'user.settings-changed' && this.actor.kind === 'user')
      this.actor = { ...this.actor, bot: event.settings.bot }
    else if (event.type === 'user.account-changed' && this.actor.kind === 'user')
      this.actor = { ...this.actor, ...event.now }
    else if (event.type === 'member.left') this.channels.delete(event.channel.id)
    else if (event.type === 'member.joined' && event.channel.kind !== 'direct') {
      this.channels.set(event.channel.id, event.channel.name)
      if (event.origin?.client !== this.id) this.#following.joined(this, event)
    }
  }

  /** Whoever signed in to an account stays in the channels they were in; its other clients come into them. */
  #isIn({ channel, user }: EventOf<'member.joined'>): boolean {
    return this.actor.kind === 'user' && this.actor.id === user.id && this.channels.has(channel.id)
  }

  /** Not to the one who did it: they have their answer. */
  #tellMetadata(event: EventOf<'metadata.changed'>): void {
    const line = event.origin?.client === this.id ? null : changedLine(this, event)
    if (line !== null) this.write([line])
  }

  /** Without RENAME it is a way out of the one and into the other, for this client alone. */
  #renameChannel(event: EventOf<'channel.renamed'>): void {
    const { channel, name, reason } = event
    if (!this.channels.has(channel.id)) return
    this.channels.set(channel.id, name)
    if (this.has('draft/channel-rename') || this.actor.kind !== 'user') return
    const why = `now called #${name}${reason === null ? '' : `: ${reason}`}`
    this.write([
      { source: sourceOf(this.actor), command: 'PART', params: [`#${channel.name}`, why] },
      ownJoin(this, this.actor, name),
    ])
    this.#following.joined(this, event)
  }

  #rename(name: string): void {
    if (this.actor.kind === 'user') this.actor = { ...this.actor, name }
    if (this.user !== null) this.user = { ...this.user, name }
  }
}

function nobodyWaits(): void {
  // No command is under way.
}

/** How a client is shown that its user has come in. */
export function ownJoin(client: IrcClient, actor: UserActor, channel: string): IrcLine {
  const { realName } = client.registration
  const params = [`#${channel}`]
  if (client.has('extended-join')) params.push(actor.account ?? '*', realName ?? actor.name)
  return { source: sourceOf(actor), command: 'JOIN', params }
}

function isSpoken(event: ChatEvent): boolean {
  return event.type === 'message.sent' || event.type === 'message.relayed' || event.type === 'message.reacted'
}

function isToSelf(event: ChatEvent): boolean {
  if (!('channel' in event) || event.channel.between === null) return false
  const [one, other] = event.channel.between
  return one.id === other.id
}
