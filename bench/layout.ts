/** Who is where: which client is in which channel, and what users and channels are called. Pure, the same in every process. */

export interface Layout {
  /** How many clients each channel has; the first clients are in one channel each, and so on in turn. */
  readonly channelSizes: readonly number[]
  /** How many of each channel's clients talk, the first of them. */
  readonly sendersPerChannel: number
  /** There are as many clients as channels, each in as many channels as a channel has members: sizes are equal, one talks. */
  readonly isRing?: boolean
}

export interface Place {
  readonly channel: number
  /** Among the clients of the channel, from 0. */
  readonly seat: number
}

export interface Member extends Place {
  readonly number: number
}

/** Every place, by the number of its client, who has one alone; in a ring the first so many are of all clients once. */
export function placesOf({ channelSizes, isRing = false }: Layout): readonly Member[] {
  const seats = Array.from({ length: Math.max(0, ...channelSizes) }, (_, seat) => seat)
  const places = seats.flatMap((seat) =>
    channelSizes.flatMap((size, channel) => (seat < size ? [{ channel, seat }] : [])),
  )
  return places.map((place, index) => ({
    ...place,
    number: isRing ? (place.channel + place.seat) % channelSizes.length : index,
  }))
}

/** In a ring, of the client in that channel; negative: it is not in it. */
export function seatInRing({ channelSizes }: Layout, client: number, channel: number): number {
  const seat = (client - channel + channelSizes.length) % channelSizes.length
  return seat < (channelSizes[channel] ?? 0) ? seat : -1
}

/** Which of the clients a generator process has. */
export interface Part {
  readonly index: number
  readonly of: number
}

/** Those of one generator: of a single channel every so manyth client, of several channels whole ones. */
export function membersOf(layout: Layout, { index, of }: Part): readonly Member[] {
  if (layout.isRing === true && of > 1) throw new Error('who is in several channels needs a single generator')
  const isOneChannel = layout.channelSizes.length === 1
  return placesOf(layout).filter(({ number, channel }) => (isOneChannel ? number : channel) % of === index)
}

/**
 * Who tells, by the number of each sender, that a message has arrived: the last of the channel's members for its first sender, and
 * so on. Only members of the same generator can.
 */
export function observersOf(members: readonly Member[], layout: Layout): ReadonlyMap<number, number> {
  const observers = new Map<number, number>()
  for (const [, inChannel] of Map.groupBy(members, ({ channel }) => channel)) {
    const senders = inChannel.filter(({ seat }) => seat < layout.sendersPerChannel)
    for (const [index, { number }] of senders.entries()) {
      const at = inChannel.length - 1 - index
      const observer = [inChannel[at], inChannel.at(-1), inChannel[0]].find(
        (member) => member !== undefined && member.number !== number,
      )
      if (observer === undefined) throw new Error(`nobody is there to hear ${userName(number)}`)
      observers.set(number, observer.number)
    }
  }
  return observers
}

/** As many channels of so many clients each as there are clients for. */
export function equalChannels(clients: number, members: number): readonly number[] {
  return Array.from({ length: Math.ceil(clients / members) }, (_, channel) =>
    Math.min(members, clients - channel * members),
  )
}

/** As many clients as channels, each of which is in so many of them and talks in one. */
export function ringLayout(channels: number, each: number): Layout {
  if (each > channels) throw new Error(`nobody can be in ${each} of ${channels} channels`)
  return { channelSizes: Array.from({ length: channels }, () => each), sendersPerChannel: 1, isRing: true }
}

/** Channels of two to ten clients, in turn, for so many clients in all. */
export function smallChannels(clients: number): readonly number[] {
  const sizes: number[] = []
  for (let left = clients; left > 0;) {
    const wanted = 2 + (sizes.length % 9)
    // Nobody is left alone, to be heard by none.
    const size = left === 3 ? 3 : left === wanted + 1 ? wanted - 1 : Math.min(wanted, left)
    sizes.push(size)
    left -= size
  }
  return sizes
}

/** Every name of a kind is equally long, so that every line of a message is. */
export function userName(client: number): string {
  return `b${String(client).padStart(5, '0')}`
}

export function channelName(channel: number): string {
  return `c${String(channel).padStart(5, '0')}`
}

export const password = 'correct-horse-battery'
