/** Owns the clients of this node and who is in which channel; delivers every event to those it is for. */
import {
  isPositioned,
  positionOf,
  type Audience,
  type ChatEvent,
  type MemberJoined,
  type PositionedEvent,
} from '../core/events.ts'
import type { ChannelId, ClientId, UserId, UserRef } from '../core/types.ts'
import type { FanoutLog } from './bus.ts'
import type { Client, CloseReason } from './client.ts'
import { applyConsequences, isConsole, type Reach } from './consequences.ts'
import { Delivery, type DeliveryPorts } from './delivery.ts'
import { Seat } from './seat.ts'
import { clientsOf, consolesAmong, isAudience, operatorsAmong } from './seat-sets.ts'
import type { PresentUser } from './present.ts'
import { SeatedChannel } from './seated-channel.ts'
import type { Volley } from './volley.ts'

export interface ChannelPosition {
  readonly channel: ChannelId
  readonly position: number
}

/** Told when a channel gets its first client on this node and when its last one leaves: the feed follows it in between. */
export interface ChannelWatch {
  begin(channel: ChannelId, position: number): void
  forget(channel: ChannelId): void
}

export interface HubPorts {
  readonly log: FanoutLog
  readonly watch: ChannelWatch
  /** Told when a user gets their first client on this node, and when their last one leaves. */
  readonly presence?: (user: UserId, here: boolean) => void
}

/** Since the start. */
export interface HubCounters {
  readonly events: number
  /** How often an event was given to a client. */
  readonly deliveries: number
}

export class Hub {
  readonly #ports: HubPorts
  readonly #delivery: DeliveryPorts
  #events = 0
  readonly #seats = new Map<ClientId, Seat>()
  readonly #users = new Map<UserId, Set<Seat>>()
  readonly #channels = new Map<ChannelId, SeatedChannel>()
  /** What facts do to clients goes through it. */
  readonly reach: Reach
  readonly #listeners: ((event: ChatEvent) => void)[] = []

  constructor(ports: HubPorts) {
    this.#ports = ports
    this.#delivery = { log: ports.log, tally: { given: 0 } }
    this.reach = {
      everyone: () => clientsOf(this.#seats.values()),
      ofUser: (user) => clientsOf(this.#users.get(user) ?? []),
      close: (client, event, reason) => this.#close(client, event, reason),
    }
  }

  /** Users with at least one client here. */
  get users(): ReadonlyMap<UserId, { readonly size: number }> {
    return this.#users
  }

  counters(): HubCounters {
    return { events: this.#events, deliveries: this.#delivery.tally.given }
  }

  clientsByDoor(): ReadonlyMap<string, number> {
    const counts = new Map<string, number>()
    for (const { client } of this.#seats.values()) counts.set(client.door, (counts.get(client.door) ?? 0) + 1)
    return counts
  }

  /** A visitor or a console: facts for everyone reach it, and for operators if it is one. */
  attach(client: Client): void {
    this.#seats.set(client.id, new Seat(client))
  }

  /**
   * The client acts for a user. From now on whatever is for it is held, until `release`; in between its door reads from the
   * store what to show, so that nothing falls between the two. Answers whether it is the user's first client here.
   */
  signIn(client: Client, user: UserRef, operator: boolean): boolean {
    const seat = this.#seats.get(client.id)
    if (seat === undefined) return false
    client.user = user
    client.operator = operator
    seat.hold()
    return this.#addToUser(seat, user.id)
  }

  /** A guest's client becomes one of the user it has signed in to; it stays in the channels it hears. Holds and answers as `signIn`. */
  moveTo(client: Client, user: UserRef, operator: boolean): boolean {
    const seat = this.#seats.get(client.id)
    if (seat === undefined) return false
    if (client.user !== null) this.#dropFromUser(seat, client.user.id)
    client.user = user
    client.operator = operator
    seat.hold()
    return this.#addToUser(seat, user.id)
  }

  /** The memberships as the store had them after `signIn`; those left since are passed over, those joined since are in already. */
  subscribe(client: Client, joined: readonly ChannelPosition[]): void {
    const seat = this.#seats.get(client.id)
    if (seat === undefined) return
    for (const { channel, position } of joined) {
      if (!seat.hasLeft(channel)) this.#channelFrom(channel, position).add(seat, 0)
    }
  }

  /** Gives what was held, except messages at or below the position this client was shown of their channel. */
  release(client: Client, shown: ReadonlyMap<ChannelId, number>): void {
    // The store may know of messages before their news comes here.
    const ahead = [...shown].filter(([id, position]) => position > (this.#channels.get(id)?.position ?? 0))
    this.#seats.get(client.id)?.release(shown, new Map(ahead))
  }

  /** How far each channel has been delivered to the clients a user has here, but for those that tell by themselves what was read. */
  seenBy(user: UserId): readonly ChannelPosition[] {
    const seen = new Map<ChannelId, ChannelPosition>()
    for (const seat of this.#users.get(user) ?? []) {
      if (seat.client.tellsReading === true) continue
      for (const delivered of deliveredTo(seat)) seen.set(delivered.channel, delivered)
    }
    return [...seen.values()]
  }

  /** Drops a client everywhere; answers how far each of its channels had been delivered to it. */
  detach(client: Client): readonly ChannelPosition[] {
    const seat = this.#seats.get(client.id)
    if (seat === undefined) return []
    this.#seats.delete(client.id)
    if (client.user !== null) this.#dropFromUser(seat, client.user.id)
    const delivered = deliveredTo(seat)
    for (const channel of seat.channels.toReversed()) this.#unseat(channel, seat)
    return delivered
  }

  /** Who is here, by which clients, and in which channels; whoever is signing in reads all that from the store, and is left out. */
  *present(): Iterable<PresentUser> {
    for (const [id, seats] of this.#users) {
      if ([...seats].some(({ isHolding }) => isHolding)) continue
      const channels = new Set([...seats].flatMap((seat) => seat.channels.map((channel) => channel.id)))
      yield { id, clients: [...clientsOf(seats)], channels }
    }
  }

  /** How far each channel that somebody here hears has been delivered. */
  get channels(): ReadonlyMap<ChannelId, { readonly position: number }> {
    return this.#channels
  }

  /** Ends everybody but the consoles, for what is no fact. */
  closeAll(reason: CloseReason): void {
    for (const { client } of this.#seats.values()) if (!isConsole(client)) client.close(reason)
  }

  /** Told of every event once, after the clients it is for, and before what follows from it. Must not throw. */
  listen(listener: (event: ChatEvent) => void): void {
    this.#listeners.push(listener)
  }

  deliver(volley: Volley): void {
    const [event] = volley
    if (event.type === 'member.joined') this.#seatUser(event)
    else if (isPositioned(event) && event.channel.between !== null)
      this.#seatPair(event, event.channel.between)
    this.#events += volley.length
    const delivery = new Delivery(volley, this.#delivery)
    const [only, ...more] = event.audience
    if (only !== undefined && more.length === 0) this.#giveTo(only, delivery)
    else this.#giveToAll(event.audience, delivery)
    if (event.type === 'member.left') this.#unseatUser(event.channel.id, event.user.id)
    for (const each of volley) this.#follow(each)
  }

  #follow(event: ChatEvent): void {
    for (const listener of this.#listeners) listener(event)
    applyConsequences(event, this.reach)
  }

  #giveTo(audience: Audience, delivery: Delivery): void {
    if (audience.to === 'channel') this.#channels.get(audience.channel)?.give(delivery)
    else for (const seat of this.#seatsOf(audience)) seat.give(delivery)
  }

  /** Each client once, however many of the audiences it belongs to. */
  #giveToAll(audiences: readonly Audience[], delivery: Delivery): void {
    const seats = new Set<Seat>()
    for (const audience of audiences) for (const seat of this.#seatsOf(audience)) seats.add(seat)
    for (const seat of seats) seat.give(delivery)
  }

  #seatsOf(audience: Audience): Iterable<Seat> {
    switch (audience.to) {
      case 'channel':
        return this.#channels.get(audience.channel)?.seats ?? []
      case 'user':
        return this.#users.get(audience.user) ?? []
      case 'operators':
        return operatorsAmong(this.#seats.values())
      case 'consoles':
        return consolesAmong(this.#seats.values())
      case 'everyone':
    }
    return this.#seats.values()
  }

  #seatUser(event: MemberJoined): void {
    for (const seat of this.#users.get(event.user.id) ?? []) {
      seat.remembersJoining(event.channel.id)
      this.#channelFrom(event.channel.id, event.position).add(seat, event.position)
    }
  }

  /** A message may be quicker than the news that its direct channel was made. */
  #seatPair(event: PositionedEvent, between: readonly UserRef[]): void {
    const before = positionOf(event) - 1
    for (const { id } of between) {
      for (const seat of this.#users.get(id) ?? []) this.#channelFrom(event.channel.id, before).add(seat, 0)
    }
  }

  #unseatUser(id: ChannelId, user: UserId): void {
    const channel = this.#channels.get(id)
    for (const seat of this.#users.get(user) ?? []) {
      seat.remembersLeaving(id)
      if (channel !== undefined) this.#unseat(channel, seat)
    }
  }

  #unseat(channel: SeatedChannel, seat: Seat): void {
    channel.remove(seat)
    if (channel.seats.size > 0 || this.#channels.get(channel.id) !== channel) return
    this.#channels.delete(channel.id)
    this.#ports.watch.forget(channel.id)
  }

  /** The channel, followed from `position` on if nobody here was in it. */
  #channelFrom(id: ChannelId, position: number): SeatedChannel {
    let channel = this.#channels.get(id)
    if (channel === undefined) {
      channel = new SeatedChannel(id, position)
      this.#channels.set(id, channel)
      this.#ports.watch.begin(id, position)
    }
    return channel
  }

  #addToUser(seat: Seat, user: UserId): boolean {
    const seats = this.#users.get(user)
    if (seats !== undefined) {
      seats.add(seat)
      return false
    }
    this.#users.set(user, new Set([seat]))
    this.#ports.presence?.(user, true)
    return true
  }

  #dropFromUser(seat: Seat, user: UserId): void {
    const seats = this.#users.get(user)
    if (seats === undefined) return
    seats.delete(seat)
    if (seats.size > 0) return
    this.#users.delete(user)
    this.#ports.presence?.(user, false)
  }

  /** Whoever was outside the audience, or is still signing in, is told now: nobody is closed without a word. */
  #close(client: Client, event: ChatEvent, reason: CloseReason): void {
    const seat = this.#seats.get(client.id)
    if (seat === undefined) return
    if (seat.isHolding || !isAudience(event, client)) {
      seat.letGo()
      new Delivery([event], this.#delivery).giveTo(client)
    }
    client.close(reason)
  }
}

/** Whoever hears a channel has been given everything up to the channel's position, unless it is still held. */
function deliveredTo(seat: Seat): readonly ChannelPosition[] {
  return seat.isHolding ? [] : seat.channels.map(({ id, position }) => ({ channel: id, position }))
}
