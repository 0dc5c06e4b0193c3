/** The newest messages of one channel as they are kept, and how changes move them on. Bounded in messages and characters. Pure. */
import type { WireChange, WireMessage } from '../../../src/protocols/api/wire.ts'
import { catchUp, receive, type ChannelLog } from '../state/channel-log.ts'

export interface KeptLog {
  readonly channel: string
  /** When somebody last looked at the channel: the ones longest ago give way. */
  readonly openedAt: number
  /** Everything up to this position has been applied. */
  readonly upTo: number
  /** Every message whose position is not before this one, to the newest. */
  readonly from: number
  readonly messages: readonly WireMessage[]
}

const mostMessages = 100
const mostCharacters = 256 * 1024

/** `null`: the window is not what can be kept, because it does not reach the newest message. */
export function keptOf(
  { loaded, from, to, upTo, messages }: ChannelLog,
  { channel, openedAt }: Pick<KeptLog, 'channel' | 'openedAt'>,
): KeptLog | null {
  return loaded && to === Infinity ? bounded({ channel, openedAt, upTo, from, messages }) : null
}

export function logOf({ upTo, from, messages }: KeptLog): ChannelLog {
  return { upTo, told: upTo, loaded: true, from, to: Infinity, messages, pins: new Set() }
}

/** What was heard live; what came too early is left out, as everywhere. */
export function heard(kept: KeptLog, changes: readonly WireChange[]): KeptLog {
  return keptOf(changes.reduce(receive, logOf(kept)), kept) ?? kept
}

export function caughtUp(
  kept: KeptLog,
  page: { readonly changes: readonly WireChange[]; readonly position: number },
): KeptLog {
  return keptOf(catchUp(logOf(kept), page), kept) ?? kept
}

function bounded(kept: KeptLog): KeptLog {
  let left = mostCharacters
  const fits = (message: WireMessage) => (left -= JSON.stringify(message).length) >= 0
  const newest = kept.messages.slice(-mostMessages)
  const firstNot = newest.findLastIndex((message) => !fits(message))
  const messages = newest.slice(firstNot + 1)
  if (messages.length === kept.messages.length) return kept
  return { ...kept, messages, from: messages[0]?.position ?? kept.upTo + 1 }
}
