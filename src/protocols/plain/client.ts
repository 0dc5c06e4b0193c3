/** One connection of this door: who it acts for, where its next line goes, and how it is spoken to. */
import type { Actor } from '../../core/actor.ts'
import type { ChatEvent } from '../../core/events.ts'
import type { ChannelId, ClientId, MessageId, UserId, UserRef } from '../../core/types.ts'
import type { Client, CloseReason } from '../../fanout/client.ts'
import { branded } from '../../lib/brand.ts'
import type { LineConnection } from '../../net/line-connection.ts'
import { printable } from '../../lib/printable.ts'
import { toBytes, type PlainFlavour } from './encode.ts'
import type { Prompt } from './prompt.ts'

/** The private message a `/reply` answers. */
export interface LastPrivate {
  readonly channel: ChannelId
  readonly message: MessageId
  readonly from: string
}

export class PlainClient implements Client {
  readonly door = 'plain'
  readonly flavour: PlainFlavour
  readonly id: ClientId
  readonly address: string
  readonly connectedAt: number
  readonly connection: LineConnection<PlainClient>
  user: UserRef | null = null
  operator = false
  actor: Actor
  /** Where what is said goes. */
  current: ChannelId | null = null
  /** The channels this user is in, by id, in the order of joining; direct ones left out. */
  readonly channels = new Map<ChannelId, string>()
  lastPrivate: LastPrivate | null = null
  /** What `/edit` and `/delete` are about; `null` once the client talks somewhere else. */
  lastSaid: { readonly channel: ChannelId; readonly message: MessageId } | null = null
  /** The oldest position `/history` has shown of the current channel. */
  oldestShown: number | null = null
  prompt: Prompt | null = null
  /** Written last, when the server closes the connection. */
  farewell: CloseReason | null = null

  constructor(connection: LineConnection<PlainClient>, flavour: PlainFlavour) {
    this.flavour = flavour
    this.connection = connection
    this.id = branded(connection.id)
    this.address = connection.address
    this.connectedAt = connection.connectedAt
    this.actor = {
      kind: 'visitor',
      client: this.id,
      address: this.address,
      certificate: connection.certificateFingerprint,
    }
  }

  get userId(): UserId | null {
    return this.user?.id ?? null
  }

  send(bytes: Buffer): void {
    this.connection.send(bytes)
  }

  /** A fact or an answer: `* text`. */
  tell(text: string): void {
    this.send(toBytes(`* ${text}`))
  }

  /** A refusal: `! text`. It may quote anybody: a reason given for a ban, what this person typed. */
  refuse(text: string): void {
    this.send(toBytes(`! ${printable(text)}`))
  }

  /** Lines as they are. */
  print(lines: string): void {
    this.send(toBytes(lines))
  }

  close(reason: CloseReason): void {
    this.farewell ??= reason
    if (reason === 'slow') this.connection.destroy('slow')
    else this.connection.end()
  }

  /** Keeps the current channel, the last private message and what is known of the user true. */
  noticed(event: ChatEvent): void {
    this.#followUser(event)
    if (event.type === 'message.sent') this.#notePrivate(event)
    else if (event.type === 'channel.renamed') this.#renameChannel(event.channel.id, event.name)
    else if (
      event.type === 'member.joined' &&
      event.user.id === this.userId &&
      event.channel.kind !== 'direct'
    ) {
      this.channels.set(event.channel.id, event.channel.name)
      this.current ??= event.channel.id
    } else if (event.type === 'member.left' && event.user.id === this.userId) {
      this.channels.delete(event.channel.id)
      if (this.current === event.channel.id) this.switchTo(this.channels.keys().next().value ?? null)
    }
  }

  /** Changed from another client of theirs. */
  #followUser(event: ChatEvent): void {
    const { actor } = this
    if (actor.kind !== 'user' || !('user' in event) || event.user.id !== actor.id) return
    if (event.type === 'user.renamed') this.actor = { ...actor, name: event.name }
    else if (event.type === 'user.settings-changed') this.actor = { ...actor, bot: event.settings.bot }
    else if (event.type === 'user.account-changed') this.actor = { ...actor, ...event.now }
  }

  #renameChannel(id: ChannelId, name: string): void {
    if (this.channels.has(id)) this.channels.set(id, name)
  }

  switchTo(channel: ChannelId | null): void {
    this.current = channel
    this.oldestShown = null
    this.lastSaid = null
  }

  get currentName(): string | null {
    return this.current === null ? null : (this.channels.get(this.current) ?? null)
  }

  #notePrivate({ channel, message }: Extract<ChatEvent, { type: 'message.sent' }>): void {
    if (channel.between === null || message.author.id === this.userId) return
    this.lastPrivate = { channel: channel.id, message: message.id, from: message.author.name }
  }
}
