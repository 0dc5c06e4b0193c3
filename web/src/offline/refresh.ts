/** After an absence: what is kept of channels that nobody has opened since is brought up to date, so that what was deleted is gone here too. */
import type { Call } from '../connection/calls.ts'
import type { Chat } from '../state/chat.ts'
import { caughtUp, type KeptLog } from './kept-log.ts'
import type { KeptDatabase } from './kept-database.ts'

interface Ports {
  readonly database: Pick<KeptDatabase, 'channels' | 'log' | 'replace'>
  readonly chat: Pick<Chat, 'channels' | 'heldView'>
  readonly call: Call
  readonly pageLength: () => number
  /** One channel after the other, so that nobody waits for it. */
  readonly pause: () => Promise<void>
}

/** Missed more than this: the newest page is read anew. */
const mostMissed = 200

export async function refresh(ports: Ports): Promise<void> {
  const { database, chat } = ports
  for (const channel of await database.channels()) {
    await ports.pause()
    const kept = await database.log(channel)
    const held = chat.heldView(channel)?.live.log.peek()
    const isCurrent = held?.loaded === true && held.to === Infinity
    if (kept === undefined || isCurrent || chat.channels.get(channel) === undefined) continue
    const newest = chat.channels.newest(channel)
    if (newest > kept.upTo) await database.replace(await renewed(kept, newest, ports))
  }
}

async function renewed(kept: KeptLog, newest: number, { call, pageLength }: Ports): Promise<KeptLog> {
  const { channel } = kept
  if (newest - kept.upTo > mostMissed) {
    const limit = pageLength()
    const { messages } = await call('message.read-range', { channel, limit, spokenOnly: false })
    return { ...kept, upTo: newest, from: messages[0]?.position ?? 0, messages }
  }
  let current = kept
  while (current.upTo < newest) {
    const next = caughtUp(current, await call('message.list-changes', { channel, after: current.upTo }))
    if (next.upTo === current.upTo) return { ...current, upTo: newest }
    current = next
  }
  return current
}
