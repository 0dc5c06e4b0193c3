/** Facts about what is said, as lines. */
import type { ChannelRef, EventOf, MessagePiece } from '../../../core/events.ts'
import type { Message, MessageKind } from '../../../core/types.ts'
import { withFileLines } from '../../../core/uploads/words.ts'
import type { Encode } from '../encode.ts'
import type { IrcFlavour, Lines } from '../flavour.ts'
import { sourceOf, type IrcLine } from '../line.ts'
import { multilineBatch } from './multiline.ts'
import { lineBytes } from '../grammar.ts'
import { fitting, pieceTexts, piecesOf } from './pieces.ts'
import { tagsFor } from './tags.ts'
import { prefixOf } from '../prefixes.ts'
import { formatTime } from '../server-time.ts'

type MessageEvents =
  | 'message.sent'
  | 'message.relayed'
  | 'message.reacted'
  | 'message.pinned'
  | 'message.previewed'
  | 'message.edited'
  | 'message.deleted'
  | 'read.marked'

export const messageEncoders: { readonly [T in MessageEvents]: Encode<T> } = {
  'message.sent': ({ channel, message, pieces, fromBot }, flavour) =>
    messageLines(channel, message, { flavour, pieces, bot: fromBot === true }),
  'message.relayed': relayedLines,
  'message.reacted': (event, flavour) => {
    if (!flavour.has('message-tags')) return null
    const name = event.added ? 'draft/react' : 'draft/unreact'
    const tags = { [name]: event.reaction, 'draft/reply': event.message }
    const tagged = tagsFor(flavour, { at: event.at, author: event.author, tags })
    return [
      {
        tags: tagged,
        source: sourceOf(event.author),
        command: 'TAGMSG',
        params: [targetOf(event.channel, event.author.id)],
      },
    ]
  },
  'message.pinned': () => null,
  'message.previewed': () => null,
  'message.edited': ({ channel, message }, flavour) =>
    messageLines(channel, message, { flavour, edited: true }),
  'message.deleted': deletedLines,
  'read.marked': ({ channel, readAt }, flavour) =>
    flavour.has('draft/read-marker') ? markRead(channel, readAt, flavour) : null,
}

/** Where a message goes: the channel, or the other one of two people. */
export function targetOf(channel: ChannelRef, author: string): string {
  if (channel.between === null) return `#${channel.name}`
  const [first, second] = channel.between
  return first.id === author ? second.name : first.name
}

interface Saying {
  readonly flavour: IrcFlavour
  readonly pieces?: readonly MessagePiece[] | undefined
  readonly bot?: boolean
  /** The new form of an older message, for clients that cannot change what they have shown. */
  readonly edited?: boolean
}

/** A message, live or from the history. Of a changed one the text says so. */
export function messageLines(channel: ChannelRef, said: Message, saying: Saying): readonly IrcLine[] {
  const stored = withFileLines(said, saying.flavour.facts.fileOrigin)
  const message = stored.editedAt === null ? stored : { ...stored, text: `${stored.text} (edited)` }
  if (message.kind === 'tags' && !saying.flavour.has('message-tags')) return []
  const { flavour, edited = false } = saying
  const tagged = tagsFor(flavour, {
    at: edited ? (message.editedAt ?? message.sentAt) : message.sentAt,
    author: message.author,
    id: edited ? null : message.id,
    tags: edited ? { 'draft/edit': message.id } : tagsOf(message),
    bot: saying.bot === true,
  })
  const line = {
    source: sourceOf(message.author),
    command: commandOf(message.kind),
    target: targetOf(channel, message.author.id),
  }
  const room = roomFor(line, message)
  const pieces = saying.pieces === undefined ? piecesOf(message, room) : fitting(saying.pieces, room)
  if (pieces.length > 1 && flavour.has('draft/multiline') && flavour.has('batch'))
    return multilineBatch({ ...line, tags: tagged, pieces, id: message.id })
  if (message.kind === 'tags')
    return [{ tags: tagged, source: line.source, command: line.command, params: [line.target] }]
  return pieceTexts(pieces).map((text, index) => ({
    tags: index === 0 ? tagged : withoutId(tagged),
    source: line.source,
    command: line.command,
    params: [line.target, actionText(message.kind, text)],
  }))
}

function tagsOf({ replyTo, tags }: Message): Message['tags'] {
  return replyTo === null ? tags : { 'draft/reply': replyTo, ...tags }
}

/** The identifier belongs to the first line. */
function withoutId(tags: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  return new Map([...tags].filter(([name]) => name !== 'msgid'))
}

/** Of a line, what its source, command and target leave for the text; never so little that nothing gets on. */
function roomFor(
  { source, command, target }: { source: string; command: string; target: string },
  { kind, text }: Pick<Message, 'kind' | 'text'>,
): number {
  // A word without a space needs no colon before it: what just fitted for its author fits here too.
  const colon = kind !== 'action' && /^[^:\s]\S*$/.test(text) ? '' : ':'
  const words = [source, command, target].reduce((sum, word) => sum + Buffer.byteLength(word), 0)
  const around = words + ':   \r\n'.length + colon.length
  const wrapping = kind === 'action' ? '\u0001ACTION \u0001'.length : 0
  return Math.max(leastRoom, lineBytes - around - wrapping)
}

const leastRoom = 50

function commandOf(kind: MessageKind): string {
  if (kind === 'tags') return 'TAGMSG'
  return kind === 'notice' ? 'NOTICE' : 'PRIVMSG'
}

function actionText(kind: MessageKind, text: string): string {
  return kind === 'action' ? `\u0001ACTION ${text}\u0001` : text
}

function relayedLines(event: EventOf<'message.relayed'>, flavour: IrcFlavour): Lines {
  const { channel, author, kind, text, tags, at, id, atLeast, fromBot } = event
  if (kind === 'tags' && !flavour.has('message-tags')) return null
  const tagged = tagsFor(flavour, { at, author, id, tags, bot: fromBot === true })
  const target = (atLeast === null ? '' : prefixOf(atLeast)) + targetOf(channel, author.id)
  const source = sourceOf(author)
  if (kind === 'tags') return [{ tags: tagged, source, command: 'TAGMSG', params: [target] }]
  const command = kind === 'notice' ? 'NOTICE' : 'PRIVMSG'
  return [{ tags: tagged, source, command, params: [target, actionText(kind, text)] }]
}

function deletedLines(event: EventOf<'message.deleted'>, flavour: IrcFlavour): Lines {
  const { channel, message, by, at, reason } = event
  const person = event.origin?.person ?? null
  const source = person === null ? by : sourceOf(person)
  const target = targetOf(channel, person?.id ?? message.author.id)
  const tags = tagsFor(flavour, { at, author: person })
  if (!flavour.has('draft/message-redaction')) {
    // They go on showing it: their readers are told, in a form that no program answers.
    if (message.kind === 'tags') return null
    const whose = by === message.author.name ? '' : ` of ${message.author.name}`
    return [
      {
        tags,
        source,
        command: 'PRIVMSG',
        params: [target, actionText('action', `deleted a message${whose}`)],
      },
    ]
  }
  const params = [target, message.id]
  return [{ tags, source, command: 'REDACT', params: reason == null ? params : [...params, reason] }]
}

function markRead(channel: ChannelRef, readAt: number, { facts }: IrcFlavour): Lines {
  const marked = (target: string) => [readMarkLine(facts.serverName, target, readAt)]
  // Of a private conversation the reader is one of the two: told apart by whose clients receive it.
  if (channel.between === null) return marked(`#${channel.name}`)
  const [first, second] = channel.between
  return { own: marked(second.name), others: marked(first.name), owner: first.id }
}

/** IRCv3 read-marker: how far somebody has read; `null`: they have not said so yet. */
export function readMarkLine(serverName: string, target: string, readAt: number | null): IrcLine {
  const mark = readAt === null ? '*' : `timestamp=${formatTime(readAt)}`
  return { source: serverName, command: 'MARKREAD', params: [target, mark] }
}
