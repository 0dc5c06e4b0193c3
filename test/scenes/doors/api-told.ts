/** What has come to a client of the API and what it makes of answers, and the words it shows for each. */
import type { MessageSent } from '../../../client/src/said.ts'
import type { WireChange, WireChannelRef, WireError, WireEvent } from '../../../src/protocols/api/wire.ts'
import { minuteText, spanText } from '../../../src/lib/time-text.ts'

/** What no fact of the server's says, but its answers do. */
export type Noted =
  | { readonly event: 'refused'; readonly error: WireError }
  | { readonly event: 'noted-away'; readonly user: string; readonly text: string }
  | { readonly event: 'noted-absent'; readonly user: string }
  | { readonly event: 'noted-topic'; readonly channel: string; readonly topic: string }
  | { readonly event: 'closed'; readonly reason: string }

/** As the client package makes it of what comes: what was said is a whole message. */
export type Heard = Exclude<WireEvent, { event: 'message.sent' }> | MessageSent
export type Told = Heard | Noted
export type ToldOf<Name extends Told['event']> = Extract<Told, { event: Name }>

type Wordings = { readonly [Name in Told['event']]?: (told: ToldOf<Name>) => string }

/** Everything else is shown as it came. */
const wordings: Wordings = {
  hello: ({ server }) => `welcome to ${server.name}\n${server.motd}`,
  ready: ({ user }) => `signed in as ${user.name}`,
  refused: ({ error }) => `! ${error.message}`,
  closed: ({ reason }) => `closed: ${reason}`,
  'message.sent': ({ channel, message }) => {
    const mark = message.editedAt === null ? '' : ' (edited)'
    return `[${placeOf(channel)}] ${message.author.name}: ${message.text}${mark}`
  },
  'message.edited': ({ channel, message }) =>
    `[${placeOf(channel)}] ${message.author.name}: ${message.text} (edited)`,
  'message.deleted': ({ channel, by }) => `* ${by} deleted a message in ${placeOf(channel)}`,
  'message.reacted': ({ channel, author, reaction, added }) =>
    `* ${author.name} ${added ? 'reacted with' : 'took back'} ${reaction} in ${placeOf(channel)}`,
  'message.pinned': ({ channel, by, pinned }) =>
    `* ${by === '' ? 'somebody' : by} ${pinned ? 'pinned' : 'unpinned'} a message in ${placeOf(channel)}`,
  'topic.changed': ({ channel, topic, by }) => `* topic of ${placeOf(channel)}: ${topic} (by ${by})`,
  'user.kicked': ({ user, by, at, until, reason }) =>
    `* ${user.name}: you were kicked by ${by} for ${spanText(until - at)}${because(reason)}`,
  'user.banned': ({ user, by, reason }) => `* ${user.name}: you were banned by ${by}${because(reason)}`,
  'address.banned': ({ by, reason }) => `* your address was banned by ${by}${because(reason)}`,
  'user.muted': ({ user, by, until, reason }) => {
    const end = until === null ? '' : ` until ${minuteText(until)} UTC`
    return `* ${user.name} was muted by ${by}${end}${because(reason)}`
  },
  'password.changed': ({ by }) => `* your password was changed by ${by}: sign in again with the new one`,
  'shutdown.warned': ({ seconds, reason }) =>
    `* the server shuts down in ${spanText(seconds * 1000)}${because(reason)}`,
  'shutdown.started': ({ reason }) => `* the server is shutting down now${because(reason)}`,
}

export function wordsOf(told: Told): string {
  const word = wordings[told.event] as ((told: Told) => string) | undefined
  return word?.(told) ?? JSON.stringify(told)
}

/** `#dev`, or both names of a private conversation. */
export function placeOf({ name, between }: WireChannelRef): string {
  return between === null ? `#${name}` : between.map((user) => user.name).join(' and ')
}

/** A change that was missed, as the fact that told it when it happened; `null`: it shows nothing. */
export function factOf(channel: WireChannelRef, change: WireChange, seenUpTo: number): Told | null {
  const { position } = change
  const common = { channel, position, at: 0 }
  if (change.kind === 'pin') {
    const { message, pinned } = change
    return { event: 'message.pinned', ...common, message, pinned, by: '' }
  }
  if (change.kind === 'reaction') {
    const { message, author, reaction, added } = change
    return { event: 'message.reacted', ...common, message, author, reaction, added }
  }
  if (change.kind === 'preview') return null
  const { message } = change
  const isNew = message.position > seenUpTo
  const by = message.author.name
  if (message.deletedAt !== null)
    return isNew ? null : { event: 'message.deleted', ...common, message, by, reason: null }
  if (message.kind === 'topic') return { event: 'topic.changed', ...common, message, topic: message.text, by }
  if (!isNew) return { event: 'message.edited', ...common, message }
  return { event: 'message.sent', ...common, message, clientTag: null, inReplyTo: null, fromBot: false }
}

function because(reason: string | null): string {
  return reason === null ? '' : `: ${reason}`
}
