/** PRIVMSG, NOTICE and TAGMSG. */
import { openDirect } from '../../../core/channels/open-direct.ts'
import { addReaction, removeReaction } from '../../../core/messages/react.ts'
import { relayMessage } from '../../../core/messages/relay.ts'
import { sendMessage } from '../../../core/messages/send.ts'
import { findUser } from '../../../core/users/find-user.ts'
import { isId } from '../../../lib/id.ts'
import type { Fault } from '../../../core/errors.ts'
import type { MessagePiece } from '../../../core/events.ts'
import type { ChannelRole, MessageId } from '../../../core/types.ts'
import { oneWord } from '../errors.ts'
import { formatMessage, lineBytes } from '../grammar.ts'
import { sourceOf } from '../line.ts'
import { roleOfPrefix } from '../prefixes.ts'
import type { Call, Verb, VerbTable } from '../verb.ts'
import { placeOf as placeIn } from './history.ts'
import { isService, talkToNickServ } from './services.ts'

export const messageVerbs: VerbTable = {
  PRIVMSG: saying(),
  NOTICE: saying(),
  TAGMSG: { for: 'visitor', needs: 1, run: (call) => tagTargets(call) },
}

const mostTargets = 4

function saying(): Verb {
  return { for: 'visitor', run: (call) => sayTargets(call) }
}

async function sayTargets(call: Call): Promise<void> {
  const { client, params, command } = call
  const [targets = '', text = ''] = params
  if (targets === '')
    return quiet(call) ? undefined : client.numeric('ERR_NORECIPIENT', `No recipient given (${command})`)
  if (text === '') return quiet(call) ? undefined : client.numeric('ERR_NOTEXTTOSEND', 'No text to send')
  for (const target of targetsOf(call, targets)) await say(call, { target, text })
}

/** A notice is never answered, not even with an error. */
function quiet({ command }: Call): boolean {
  return command === 'NOTICE'
}

function targetsOf({ client, command }: Call, written: string): readonly string[] {
  const targets = [...new Set(written.split(',').filter((target) => target !== ''))]
  if (targets.length > mostTargets && command !== 'NOTICE')
    client.numeric('ERR_TOOMANYTARGETS', oneWord(written), `Too many targets: at most ${mostTargets}`)
  return targets.slice(0, mostTargets)
}

export interface Saying {
  readonly target: string
  readonly text: string
  readonly pieces?: readonly MessagePiece[]
  readonly tags?: ReadonlyMap<string, string>
}

/** Says something to a channel, to some roles of one, or to a person. */
export async function say(call: Call, saying: Saying): Promise<void> {
  const { client } = call
  if (isService(saying.target)) return talkToNickServ(call, saying.text)
  if (client.user === null) return client.refuseVisitor()
  client.lastSpokeAt = call.door.ports.clock.now()
  if (saying.pieces === undefined && isTooLong(call, saying)) {
    if (!quiet(call))
      client.numeric(
        'ERR_INPUTTOOLONG',
        'That is too long: with your name before it others would not get all of it',
      )
    return
  }
  const place = await placeOf(call, saying.target)
  if (place === null) return
  // oxlint-disable-next-line no-control-regex -- CTCP is made of them
  const action = /^\u0001ACTION (.*?)\u0001?$/su.exec(saying.text)
  const isCtcp = saying.text.startsWith('\u0001')
  const kind = action === null ? (call.command === 'NOTICE' ? 'notice' : 'text') : 'action'
  const tags = clientTags(saying.tags ?? call.message.tags)
  const fault =
    place.atLeast !== null || (isCtcp && action === null)
      ? await relay(call, { ...place, kind: kind === 'action' ? 'text' : kind, text: saying.text, tags })
      : await send(call, {
          channel: place.channel,
          kind,
          text: action?.[1] ?? saying.text,
          pieces: saying.pieces,
          ...repliesTo(tags),
        })
  if (fault === null) return place.nick === null ? undefined : tellAway(call, place.nick)
  refuseSaying(call, saying.target, fault)
}

/** Nothing is told about a notice. Words from outside are answered as words that a channel does not take. */
export function refuseSaying(call: Call, target: string, fault: Fault): void {
  if (quiet(call)) return
  const outside = {
    code: 'cannot-write',
    details: { channel: target, problem: 'you are not in it' },
  } as const
  const told = fault.code === 'not-a-member' ? outside : fault
  const named = oneWord(target)
  call.door.refuse(call.client, told, { channel: named, nick: named, command: call.command })
}

/** Others are sent the line with its author before it: what would not fit is refused, not cut. */
export function isTooLong(
  { client, command }: Pick<Call, 'client' | 'command'>,
  { target, text }: Saying,
): boolean {
  if (client.actor.kind !== 'user') return false
  const source = sourceOf(client.actor)
  // Most lines are far from it, and need not be written to see that: a UTF-16 unit has 3 bytes at most, and there are 5 marks.
  if (3 * (source.length + command.length + target.length + text.length) + 5 <= lineBytes - 2) return false
  const line = formatMessage({ source, command, params: [target, text] })
  return Buffer.byteLength(line) > lineBytes - 2
}

interface Place {
  /** A channel's name or, for a private conversation, its id. */
  readonly channel: string
  readonly atLeast: ChannelRole | null
  readonly nick: string | null
}

async function placeOf(call: Call, target: string): Promise<Place | null> {
  const atLeast = target[1] === '#' ? roleOfPrefix(target[0] ?? '') : null
  if (atLeast !== null) return { channel: target.slice(1), atLeast, nick: null }
  if (target.startsWith('#')) return { channel: target, atLeast: null, nick: null }
  const { door, client } = call
  if (!door.mayAddress(client, target)) {
    client.numeric(
      'ERR_TARGETTOOFAST',
      oneWord(target),
      'You are writing to too many different people: wait a minute',
    )
    return null
  }
  const opened = await door.try(client, openDirect, { user: target })
  if (opened.ok) return { channel: opened.result.channel.id, atLeast: null, nick: opened.result.other.name }
  if (!quiet(call)) door.refuse(client, opened.fault, { nick: oneWord(target), command: call.command })
  return null
}

async function send(
  { door, client }: Pick<Call, 'door' | 'client'>,
  {
    pieces,
    ...input
  }: {
    channel: string
    kind: 'text' | 'action' | 'notice' | 'tags'
    text: string
    tags: Record<string, string>
    replyTo: MessageId | null
    pieces?: readonly MessagePiece[] | undefined
  },
): Promise<Fault | null> {
  const cut = pieces === undefined ? {} : { pieces: [...pieces] }
  const outcome = await door.try(client, sendMessage, { ...input, ...cut })
  // An answer to a message that is not here is still worth saying.
  if (!outcome.ok && outcome.fault.code === 'no-such-message' && input.replyTo !== null) {
    const { replyTo, ...rest } = input
    return send(
      { door, client },
      {
        ...rest,
        replyTo: null,
        tags: { ...rest.tags, 'draft/reply': replyTo },
        pieces,
      },
    )
  }
  return outcome.ok ? null : outcome.fault
}

interface Relaying extends Place {
  readonly kind: 'text' | 'notice' | 'tags'
  readonly text: string
  readonly tags: Record<string, string>
}

async function relay(
  { door, client }: Call,
  { channel, atLeast, kind, text, tags }: Relaying,
): Promise<Fault | null> {
  const outcome = await door.try(client, relayMessage, { channel, atLeast, kind, text, tags })
  return outcome.ok ? null : outcome.fault
}

/** Client-only tags without their `+`. */
export function clientTags(tags: ReadonlyMap<string, string>): Record<string, string> {
  const entries = [...tags].filter(([name]) => name.startsWith('+') && name.length > 1)
  return Object.fromEntries(entries.map(([name, value]) => [name.slice(1), value]))
}

/** An answer to a message of this server is kept as one. */
function repliesTo(tags: Record<string, string>): {
  tags: Record<string, string>
  replyTo: MessageId | null
} {
  const { 'draft/reply': reply, ...rest } = tags
  return reply !== undefined && isId<MessageId>(reply)
    ? { tags: rest, replyTo: reply }
    : { tags, replyTo: null }
}

/** Whoever writes to somebody away, or not here at all, is told so. */
async function tellAway({ door, client, command }: Call, nick: string): Promise<void> {
  if (command !== 'PRIVMSG') return
  const found = await door.try(client, findUser, { name: nick })
  if (!found.ok) return
  const { user, online, awayText } = found.result
  const told = online ? awayText : 'is not here now and will see it when back'
  if (told !== null) client.numeric('RPL_AWAY', user.name, told)
}

async function tagTargets(call: Call): Promise<void> {
  const { door, client, params, message } = call
  if (!client.has('message-tags')) return client.numeric('ERR_UNKNOWNCOMMAND', 'TAGMSG', 'Unknown command')
  const tags = clientTags(message.tags)
  if (client.user === null) return client.refuseVisitor()
  if (Object.keys(tags).length === 0) return
  for (const target of targetsOf(call, params[0] ?? '')) {
    if (isTyping(tags) && (await placeIn(call, target))?.channel === null) continue
    const place = await placeOf(call, target)
    if (place === null) continue
    const fault = await tagOne(call, place, tags)
    if (fault !== null)
      door.refuse(client, fault, { channel: oneWord(target), nick: oneWord(target), command: 'TAGMSG' })
  }
}

/** Whoever only types has not said anything yet: that begins no conversation. */
function isTyping(tags: Record<string, string>): boolean {
  return Object.keys(tags).every((name) => name === 'typing')
}

/** A reaction is kept with its message; other tags only where the configuration says that they are worth it. */
async function tagOne(call: Call, place: Place, tags: Record<string, string>): Promise<Fault | null> {
  const { door, client } = call
  const { 'draft/react': reaction, 'draft/unreact': taken, 'draft/reply': message } = tags
  const sign = reaction ?? taken
  if (sign !== undefined && message !== undefined && isId<MessageId>(message)) {
    const input = { channel: place.channel, message, reaction: sign }
    const outcome =
      reaction === undefined
        ? await door.try(client, removeReaction, input)
        : await door.try(client, addReaction, input)
    if (outcome.ok || outcome.fault.code !== 'no-such-message') return outcome.ok ? null : outcome.fault
  }
  const { persistTags } = door.settings()
  const kept =
    place.atLeast === null &&
    persistTags.some((name) => name.startsWith('+') && tags[name.slice(1)] !== undefined)
  if (kept) return send(call, { channel: place.channel, kind: 'tags', text: '', ...repliesTo(tags) })
  return relay(call, { ...place, kind: 'tags', text: '', tags })
}
