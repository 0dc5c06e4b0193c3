/**
 * What is known of one channel's history, and how changes move it on. Pure: a log and a change make the next log. Positions tell
 * what is new, known already or missing (docs/wire-api.md), so that loss, doubling and interruption end in the same log.
 */
import type { WireChange, WireMessage } from '../../../src/protocols/api/wire.ts'
import { firstFrom } from './positions.ts'

export interface ChannelLog {
  /** Everything up to this position has been applied. */
  readonly upTo: number
  /** The newest position that was heard of. */
  readonly told: number
  /** Whether there is a window at all; without one only the positions count. */
  readonly loaded: boolean
  /** The window: every message whose position is from `from` to `to`, oldest first. `to` is Infinity at the newest end. */
  readonly from: number
  readonly to: number
  readonly messages: readonly WireMessage[]
  readonly pins: ReadonlySet<string>
}

export function emptyLog(lastPosition: number): ChannelLog {
  return {
    upTo: lastPosition,
    told: lastPosition,
    loaded: false,
    from: Infinity,
    to: Infinity,
    messages: [],
    pins: new Set(),
  }
}

/** A change that came live. What comes too early is left out: `isBehind` then asks for the whole. */
export function receive(log: ChannelLog, change: WireChange): ChannelLog {
  const { position } = change
  if (!log.loaded) return told(log, position, Math.max(log.upTo, position))
  // Not every server counts every kind of change: what has no position is shown, and moves nothing.
  if (position === 0) return applyChange(log, change)
  if (position <= log.upTo) return log
  if (position > log.upTo + 1) return told(log, position, log.upTo)
  return { ...applyChange(log, change), upTo: position, told: Math.max(log.told, position) }
}

/** The server has spoken of `position`, as `ready` does. */
export function hearOf(log: ChannelLog, position: number): ChannelLog {
  return told(log, position, log.loaded ? log.upTo : Math.max(log.upTo, position))
}

function told(log: ChannelLog, position: number, upTo: number): ChannelLog {
  return { ...log, upTo, told: Math.max(log.told, position) }
}

export function isBehind({ loaded, upTo, told }: ChannelLog): boolean {
  return loaded && upTo < told
}

/** A page of what was missed; `position`: how far it reaches. */
export function catchUp(
  log: ChannelLog,
  page: { readonly changes: readonly WireChange[]; readonly position: number },
): ChannelLog {
  const fresh = page.changes.filter(({ position }) => position > log.upTo)
  const upTo = Math.max(log.upTo, page.position)
  return { ...fresh.reduce(applyChange, log), upTo, told: Math.max(log.told, upTo) }
}

export function applyChange(log: ChannelLog, change: WireChange): ChannelLog {
  switch (change.kind) {
    case 'message':
      return withMessage(log, change.message)
    case 'reaction':
      return changed(log, change.message, (message) => withReaction(message, change))
    case 'preview':
      return changed(log, change.message, (message) => ({ ...message, previews: change.previews }))
    case 'pin':
      return { ...log, pins: withMember(log.pins, change.message, change.pinned) }
  }
}

function withMessage(log: ChannelLog, message: WireMessage): ChannelLog {
  const { position } = message
  if (position < log.from || position > log.to) return log
  const { messages } = log
  const at = firstFrom(messages, position)
  const known = messages[at]
  if (known?.id !== message.id) return { ...log, messages: messages.toSpliced(at, 0, message) }
  if (known.changedPosition > message.changedPosition) return log
  // Reactions are changes of their own: those known are as new as the log.
  const reactions = message.deletedAt === null ? known.reactions : []
  return { ...log, messages: messages.with(at, { ...message, reactions }) }
}

function changed(log: ChannelLog, id: string, change: (message: WireMessage) => WireMessage): ChannelLog {
  const at = log.messages.findLastIndex((message) => message.id === id)
  const message = log.messages[at]
  return message === undefined ? log : { ...log, messages: log.messages.with(at, change(message)) }
}

function withReaction(
  message: WireMessage,
  { reaction, author, added }: Extract<WireChange, { kind: 'reaction' }>,
): WireMessage {
  const known = message.reactions.find((entry) => entry.reaction === reaction)
  const users = known?.users ?? []
  if (users.some(({ id }) => id === author.id) === added) return message
  const entry = {
    reaction,
    users: added ? [...users, author] : users.filter(({ id }) => id !== author.id),
  }
  const reactions =
    known === undefined
      ? [...message.reactions, entry]
      : message.reactions.map((each) => (each === known ? entry : each))
  return { ...message, reactions: reactions.filter(({ users }) => users.length > 0) }
}

function withMember(set: ReadonlySet<string>, id: string, is: boolean): ReadonlySet<string> {
  if (set.has(id) === is) return set
  const next = new Set(set)
  if (is) next.add(id)
  else next.delete(id)
  return next
}
