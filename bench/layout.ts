/** Who is where: which client is in which channel, and what users and channels are called. Pure, the same in every process. */

export interface Layout {
  /** How many clients each channel has; client 0 and those after it are in the first one. */
  readonly channelSizes: readonly number[]
  /** How many of each channel's clients talk, the first of them. */
  readonly sendersPerChannel: number
}

export interface Place {
  readonly channel: number
  /** Among the clients of the channel, from 0. */
  readonly seat: number
}

/** The place of every client, by its number. */
export function placesOf({ channelSizes }: Layout): readonly Place[] {
  return channelSizes.flatMap((size, channel) =>
    Array.from({ length: size }, (_, seat) => ({ channel, seat })),
  )
}

/** Channels of two to ten clients, in turn, for so many clients in all. */
export function smallChannels(clients: number): readonly number[] {
  const sizes: number[] = []
  for (let left = clients; left > 0;) {
    const size = Math.min(2 + (sizes.length % 9), left)
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
