/** CHATHISTORY (draft/chathistory) and MARKREAD (draft/read-marker). */
import type { z } from 'zod'
import { findDirect } from '../../../core/channels/find-direct.ts'
import { openDirect } from '../../../core/channels/open-direct.ts'
import type { Fault } from '../../../core/errors.ts'
import { channelRef } from '../../../core/events.ts'
import { listConversations } from '../../../core/messages/list-conversations.ts'
import { readRange } from '../../../core/messages/read-range.ts'
import { markReadUntil, showReadTime } from '../../../core/messages/read-time.ts'
import type { Channel, Message, MessageId } from '../../../core/types.ts'
import { isId } from '../../../lib/id.ts'
import { parseHistoryRequest, type HistoryPoint, type HistoryRequest } from '../chathistory-selector.ts'
import { topicLine } from '../encode/channels.ts'
import { messageLines, readMarkLine } from '../encode/messages.ts'
import type { IrcClient } from '../client.ts'
import { oneWord, sentence } from '../errors.ts'
import { withTags, type IrcLine } from '../line.ts'
import { formatTime, parseTime } from '../server-time.ts'
import type { Call, VerbTable } from '../verb.ts'

export const historyVerbs: VerbTable = {
  CHATHISTORY: { run: chathistory },
  MARKREAD: { run: markRead },
}

async function chathistory(call: Call): Promise<void> {
  const { door, client, params } = call
  const request = parseHistoryRequest(params, door.settings().historyPage)
  if ('fault' in request)
    return client.reply('FAIL', 'CHATHISTORY', request.fault, ...request.context.map(oneWord), request.text)
  if (request.kind === 'targets') return targets(call, request)
  const place = await placeOf(call, request.target)
  if (place === null) return invalidTarget(call, request.target)
  const { channel } = place
  if (channel === null) return sendHistory(client, request.target, [])
  const spokenOnly = !client.has('draft/event-playback')
  const outcome = await door.try(client, readRange, { channel, spokenOnly, ...rangeOf(request) })
  if (!outcome.ok) {
    if (outcome.fault.code === 'no-such-message') return sendHistory(client, request.target, [])
    return notRetrieved(call, request.target, outcome.fault)
  }
  sendHistory(
    client,
    request.target,
    outcome.result.messages.map((message) => historyLines(outcome.result.channel, message, client)),
  )
}

function invalidTarget({ client, params }: Call, target: string): void {
  const asked = [oneWord(params[0] ?? '*'), oneWord(target)]
  client.reply('FAIL', 'CHATHISTORY', 'INVALID_TARGET', ...asked, 'Messages could not be retrieved')
}

/** A target that is not there, or not for this client, is told from a server that cannot answer now. */
function notRetrieved(call: Call, target: string, fault: Fault): void {
  if (fault.code === 'no-such-channel' || fault.code === 'not-a-member') return invalidTarget(call, target)
  const { door, client, params } = call
  const asked = [oneWord(params[0] ?? '*'), oneWord(target)]
  client.reply('FAIL', 'CHATHISTORY', 'MESSAGE_ERROR', ...asked, sentence(fault, door.ports.clock.now()))
}

/** What a target names of what is there. `channel`: a name or an id; `null`: no word has passed between the two. */
export interface Place {
  readonly channel: string | null
}

/** Opens no conversation. `null`: there is nobody of that name. */
export async function placeOf(
  { door, client }: Pick<Call, 'door' | 'client'>,
  target: string,
): Promise<Place | null> {
  if (target.startsWith('#')) return { channel: target }
  if (target === '') return null
  const found = await door.try(client, findDirect, { user: target })
  return found.ok ? { channel: found.result.channel?.id ?? null } : null
}

/** A time that is set has to stay somewhere: the conversation begins with it, the other side is told nothing. */
async function begun(call: Call, target: string): Promise<Place | null> {
  const place = await placeOf(call, target)
  if (place === null || place.channel !== null) return place
  const opened = await call.door.try(call.client, openDirect, { user: target })
  return { channel: opened.ok ? opened.result.channel.id : null }
}

type Asked = Exclude<HistoryRequest, { kind: 'targets' }>
type Point = { at: number } | { message: MessageId }

function rangeOf(request: Asked): Omit<z.input<(typeof readRange)['input']>, 'channel'> {
  const { limit } = request
  switch (request.kind) {
    case 'latest':
      return { limit, after: request.after === null ? null : pointOf(request.after), keep: 'newest' }
    case 'before':
      return { limit, before: pointOf(request.point), keep: 'newest' }
    case 'after':
      return { limit, after: pointOf(request.point), keep: 'oldest' }
    case 'around':
      return { limit, around: pointOf(request.point) }
    case 'between':
      return { limit, between: [pointOf(request.from), pointOf(request.to)] satisfies [Point, Point] }
  }
}

/** What is no identifier of ours names no message. */
function pointOf(point: HistoryPoint): Point {
  if (point.by === 'time') return { at: point.at }
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- an unknown one is refused by the core like one that does not exist
  return { message: (isId<MessageId>(point.id) ? point.id : nobodys) as MessageId }
}

const nobodys = '00000000000000000000000000'

function historyLines(channel: Channel, message: Message, client: IrcClient): readonly IrcLine[] {
  const ref = channelRef(channel)
  if (message.kind === 'topic') return [topicLine(ref, message, client.flavour)]
  return messageLines(ref, message, { flavour: client.flavour })
}

function sendHistory(client: IrcClient, target: string, messages: readonly (readonly IrcLine[])[]): void {
  sendBatch(client, ['chathistory', target], messages.flat())
}

/** Lines as one batch, where the client knows batches. One within it keeps its own. */
export function sendBatch(client: IrcClient, params: readonly string[], lines: readonly IrcLine[]): void {
  if (!client.has('batch')) return client.answer(...lines)
  const batch = String(client.takeBatchNumber())
  const source = client.serverName
  client.answer(
    { source, command: 'BATCH', params: [`+${batch}`, ...params] },
    ...lines.map((line) =>
      line.tags?.has('batch') === true || isBatchEnd(line) ? line : withTags(line, [['batch', batch]]),
    ),
    { source, command: 'BATCH', params: [`-${batch}`] },
  )
}

function isBatchEnd({ command, params }: IrcLine): boolean {
  return command === 'BATCH' && params[0]?.startsWith('-') === true
}

async function targets(
  call: Call,
  { from, to, limit }: Extract<HistoryRequest, { kind: 'targets' }>,
): Promise<void> {
  const { door, client } = call
  const answer = await door.ask({ client, command: 'CHATHISTORY' }, listConversations, {
    after: Math.min(from, to),
    before: Math.max(from, to),
    limit,
  })
  if (answer === undefined) return
  const lines = answer.found.map(({ channel, latestAt }): IrcLine => ({
    source: client.serverName,
    command: 'CHATHISTORY',
    params: ['TARGETS', nameOf(channel, client), formatTime(latestAt)],
  }))
  sendBatch(client, ['draft/chathistory-targets'], lines)
}

function nameOf(channel: Channel, client: IrcClient): string {
  if (channel.between === null) return `#${channel.name}`
  const [first, second] = channel.between
  return first.id === client.user?.id ? second.name : first.name
}

async function markRead(call: Call): Promise<void> {
  const { door, client, params } = call
  const [target, stamp] = params
  if (target === undefined || target === '')
    return client.reply('FAIL', 'MARKREAD', 'NEED_MORE_PARAMS', 'Missing parameters')
  const readAt = stamp === undefined ? null : parseTime(stamp.replace(/^timestamp=/, ''))
  if (stamp !== undefined && (readAt === null || !stamp.startsWith('timestamp=')))
    return client.reply(
      'FAIL',
      'MARKREAD',
      'INVALID_PARAMS',
      oneWord(target),
      oneWord(stamp),
      'Expected timestamp=YYYY-MM-DDThh:mm:ss.sssZ',
    )
  const place = readAt === null ? await placeOf(call, target) : await begun(call, target)
  const channel = place?.channel ?? null
  const outcome =
    channel === null
      ? null
      : readAt === null
        ? await door.try(client, showReadTime, { channel })
        : await door.try(client, markReadUntil, { channel, readAt })
  // Of what one is not in, or where nothing has been said, nothing has been read.
  const isEmpty = place !== null && channel === null
  if (isEmpty || (readAt === null && (outcome === null || !outcome.ok)))
    return client.answer(readMarkLine(client.serverName, oneWord(target), null))
  if (outcome === null || !outcome.ok)
    return client.reply(
      'FAIL',
      'MARKREAD',
      'INVALID_TARGET',
      oneWord(target),
      'There is no such target for you',
    )
  // A new time is told by the fact itself, to all clients of the user.
  if (readAt === null || !outcome.result.changed)
    client.answer(readMarkLine(client.serverName, target, outcome.result.readAt))
}
