/** Owns the last position seen per channel: delivers in order, drops what comes twice, re-reads what is missing. */
import { isPositioned, type ChatEvent } from '../core/events.ts'
import type { ChannelId } from '../core/types.ts'
import type { FanoutLog, Receive } from './bus.ts'
import { FollowedChannel } from './followed-channel.ts'
import type { Volley } from './volley.ts'

/** How long a gap may stay open before the store is asked. */
const patience = 500

export interface FeedPorts {
  readonly deliver: Receive
  /** The channel's changes after a position, as events, in the order of their positions; may answer only the first of them. */
  readonly reread: (channel: ChannelId, afterPosition: number) => Promise<readonly ChatEvent[]>
  readonly clock: { after(ms: number, run: () => void): () => void }
  readonly log: FanoutLog
}

export class Feed {
  readonly #ports: FeedPorts
  readonly #channels = new Map<ChannelId, FollowedChannel>()

  constructor(ports: FeedPorts) {
    this.#ports = ports
  }

  /** Follows a channel: the next event expected is the one after `position`. */
  begin(channel: ChannelId, position: number): void {
    this.#channels.set(channel, new FollowedChannel(channel, position))
  }

  forget(channel: ChannelId): void {
    this.#channels.get(channel)?.cancelWait()
    this.#channels.delete(channel)
  }

  /** The store has come as far as `position`: what does not come by itself in a moment is read. */
  catchUp(channel: ChannelId, position: number): void {
    const followed = this.#channels.get(channel)
    if (followed === undefined) return
    followed.expect(position)
    this.#watchGap(followed)
  }

  /** Takes what comes from the bus. */
  receive(volley: Volley): void {
    const [event] = volley
    const channel = 'channel' in event ? this.#channels.get(event.channel.id) : undefined
    if (channel === undefined) return this.#deliverUnfollowed(volley)
    if (channel.takeNext(volley)) return this.#ports.deliver(volley)
    for (const each of volley) for (const due of channel.take(each)) this.#deliver(channel, due)
    this.#watchGap(channel)
  }

  /** Delivering a message may be what makes its channel followed: then this one has been given out already. */
  #deliverUnfollowed(volley: Volley): void {
    const [event] = volley
    this.#ports.deliver(volley)
    if (isPositioned(event)) this.#channels.get(event.channel.id)?.takeNext(volley)
  }

  /** A channel may be forgotten, and followed anew, by what is delivered. */
  #deliver(channel: FollowedChannel, event: ChatEvent): void {
    if (this.#isFollowed(channel) || !isPositioned(event)) this.#ports.deliver([event])
  }

  #isFollowed(channel: FollowedChannel): boolean {
    return this.#channels.get(channel.id) === channel
  }

  #watchGap(channel: FollowedChannel): void {
    if (!channel.isWaiting && !channel.isBehind) return channel.cancelWait()
    if (channel.isRereading || !this.#isFollowed(channel)) return
    if (channel.isFull) return void this.#reread(channel)
    channel.wait(() => this.#ports.clock.after(patience, () => void this.#reread(channel)))
  }

  async #reread(channel: FollowedChannel): Promise<void> {
    if (channel.isRereading || !this.#isFollowed(channel)) return
    channel.cancelWait()
    if (!channel.isWaiting && !channel.isBehind) return
    channel.isRereading = true
    const after = channel.position
    const events = await this.#read(channel)
    channel.isRereading = false
    if (!this.#isFollowed(channel)) return
    const found = events?.length ?? null
    this.#ports.log.warn({ channel: channel.id, after, found }, 'a gap was re-read')
    for (const due of channel.fill(events)) this.#deliver(channel, due)
    // The store may answer page by page: as long as it gets on, there is nothing to wait for.
    if ((channel.isWaiting || channel.isBehind) && channel.position > after) return this.#reread(channel)
    this.#watchGap(channel)
  }

  /** `null`: the store did not answer. */
  async #read(channel: FollowedChannel): Promise<readonly ChatEvent[] | null> {
    try {
      return await this.#ports.reread(channel.id, channel.position)
    } catch (error) {
      this.#ports.log.error({ err: error, channel: channel.id }, 'a gap could not be re-read')
      return null
    }
  }
}
