/** The order in which channels and people stand at the side. */
import type { WireOwnChannel } from '../../../src/protocols/api/wire.ts'
import type { Chat } from '../state/chat.ts'
import { titleOf } from '../state/own-channels.ts'

export interface Ordered {
  readonly channels: readonly WireOwnChannel[]
  readonly directs: readonly WireOwnChannel[]
}

export function orderedChannels({ channels, self }: Chat): Ordered {
  const own = self.value?.id ?? ''
  const byTitle = (one: WireOwnChannel, other: WireOwnChannel) =>
    titleOf(one.channel, own).localeCompare(titleOf(other.channel, own))
  const all = channels.list.value.toSorted(byTitle)
  return {
    channels: all.filter(({ channel }) => channel.kind !== 'direct'),
    directs: all.filter(({ channel }) => channel.kind === 'direct'),
  }
}
