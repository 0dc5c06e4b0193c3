/** The channel a line without a channel name is meant for. */
import type { ChannelId } from '../../core/types.ts'
import type { PlainClient } from './client.ts'

/** The current channel; without one the client is told how to get into one, and the answer is `null`. */
export function currentChannel(client: PlainClient): ChannelId | null {
  if (client.current === null) client.refuse('you are in no channel: /channels lists them, /join #channel')
  return client.current
}
