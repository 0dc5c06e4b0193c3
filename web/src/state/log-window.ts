/** Which part of a channel's history is held: pages that were read are put at its ends, far ones are let go. Pure. */
import type { WireChange, WireMessage } from '../../../src/protocols/api/wire.ts'
import { applyChange, type ChannelLog } from './channel-log.ts'

/** More than this is not held at once; what is let go is read again when it is scrolled to. */
export const mostHeld = 1200
const keptOfMost = 800

/** A page and what was heard while it was asked for: its reading may be older than that. */
export interface Page {
  readonly messages: readonly WireMessage[]
  readonly journal: readonly WireChange[]
}

/** A window of its own: a page, reaching to the newest and oldest end where it does. */
export function replaceWindow(
  log: ChannelLog,
  { messages, journal }: Page,
  ends: { readonly oldest: boolean; readonly newest: boolean },
): ChannelLog {
  const sorted = messages.toSorted((one, other) => one.position - other.position)
  const from = ends.oldest ? 0 : (sorted[0]?.position ?? 0)
  const to = ends.newest ? Infinity : (sorted.at(-1)?.position ?? Infinity)
  return journal.reduce(applyChange, { ...log, loaded: true, from, to, messages: sorted })
}

/** What lies before the window. `reachesEnd`: there is nothing older. */
export function extendOlder(log: ChannelLog, { messages, journal }: Page, reachesEnd: boolean): ChannelLog {
  const older = messages.filter(({ position }) => position < log.from)
  const from = reachesEnd ? 0 : (older[0]?.position ?? 0)
  const extended = { ...log, from, messages: [...older, ...log.messages] }
  return letGoOfNewer(journal.reduce(applyChange, extended))
}

/** What lies behind the window. `reachesEnd`: there is nothing newer. */
export function extendNewer(log: ChannelLog, { messages, journal }: Page, reachesEnd: boolean): ChannelLog {
  const newer = messages.filter(({ position }) => position > log.to)
  const to = reachesEnd ? Infinity : (newer.at(-1)?.position ?? Infinity)
  const extended = { ...log, to, messages: [...log.messages, ...newer] }
  return letGoOfOlder(journal.reduce(applyChange, extended))
}

/** For a log that grows at its newest end. */
export function letGoOfOlder(log: ChannelLog): ChannelLog {
  if (log.messages.length <= mostHeld) return log
  const messages = log.messages.slice(-keptOfMost)
  return { ...log, messages, from: messages[0]?.position ?? log.from }
}

function letGoOfNewer(log: ChannelLog): ChannelLog {
  if (log.messages.length <= mostHeld) return log
  const messages = log.messages.slice(0, keptOfMost)
  return { ...log, messages, to: messages.at(-1)?.position ?? log.to }
}

export function hasOlder({ loaded, from }: ChannelLog): boolean {
  return loaded && from > 0
}

export function hasNewer({ to }: ChannelLog): boolean {
  return to !== Infinity
}
