/** BATCH from a client: a message of several lines (IRCv3 draft/multiline). */
import type { MessagePiece } from '../../../core/events.ts'
import type { IrcClient } from '../client.ts'
import { labelOf, Replies } from '../replies.ts'
import type { Call, VerbTable } from '../verb.ts'
import { say } from './messages.ts'

const most = { bytes: 4096, lines: 32 }
export const multilineLimits = `max-bytes=${most.bytes},max-lines=${most.lines}`

/** What has come of a batch that is still open. */
export interface OpenBatch {
  readonly reference: string
  readonly target: string
  readonly label: string | null
  readonly tags: ReadonlyMap<string, string>
  command: string | null
  bytes: number
  readonly pieces: MessagePiece[]
  /** It has been refused, and its author been told: what still comes of it, up to its end, is not for anybody. */
  refused: boolean
}

export const batchVerbs: VerbTable = { BATCH: { needs: 1, run: batch } }

async function batch(call: Call): Promise<void> {
  const { params } = call
  const [reference = '', type, target] = params
  if (reference.startsWith('-')) return close(call, reference.slice(1))
  open(call, { reference: reference.slice(1), type, target })
}

interface Opening {
  readonly reference: string
  readonly type: string | undefined
  readonly target: string | undefined
}

/** What is refused is open too, so that its lines are known for what they are. */
function open({ client, message }: Call, { reference, type, target }: Opening): void {
  const isOnlyOne = client.batch === null || client.batch.refused
  const { tags } = message
  client.batch = {
    reference,
    target: target ?? '',
    label: labelOf(client, tags),
    tags,
    command: null,
    bytes: 0,
    pieces: [],
    refused: false,
  }
  if (!client.has('draft/multiline') || type !== 'draft/multiline' || target === undefined || !isOnlyOne)
    refuse(client, ['MULTILINE_INVALID'], 'Only draft/multiline batches are taken, one at a time')
}

/** Whether a line was part of a batch: then it has been taken, or has ended the batch. */
export function takenByBatch(call: Call): boolean {
  const { client, message, command } = call
  const { batch } = client
  const tag = message.tags.get('batch')
  if (batch === null || command === 'BATCH' || tag === undefined) return false
  if (batch.refused) return true
  if (tag !== batch.reference || (command !== 'PRIVMSG' && command !== 'NOTICE'))
    refuse(client, ['MULTILINE_INVALID'], 'That line does not belong to the batch')
  else take(call, batch)
  return true
}

function take({ client, message, params, command }: Call, batch: OpenBatch): void {
  const [target, text = ''] = params
  const joined = message.tags.has('draft/multiline-concat')
  if (target !== batch.target)
    return refuse(client, ['MULTILINE_INVALID_TARGET', batch.target, target ?? '*'], 'A batch has one target')
  if (joined && text === '')
    return refuse(client, ['MULTILINE_INVALID'], 'An empty line cannot be joined to another')
  batch.command ??= command
  batch.bytes += Buffer.byteLength(text) + (joined || batch.pieces.length === 0 ? 0 : 1)
  batch.pieces.push({ text, joined })
  if (batch.bytes > most.bytes)
    refuse(client, ['MULTILINE_MAX_BYTES', String(most.bytes)], 'That is too long')
  else if (batch.pieces.length > most.lines)
    refuse(client, ['MULTILINE_MAX_LINES', String(most.lines)], 'These are too many lines')
}

/** The whole answer to the batch, under the label with which it was opened. */
function refuse(client: IrcClient, context: readonly string[], text: string): void {
  const { batch } = client
  const replies = new Replies(client, batch?.label ?? null)
  replies.add({ source: client.serverName, command: 'FAIL', params: ['BATCH', ...context, text] })
  replies.finish(true)
  if (batch === null) return
  batch.refused = true
  batch.pieces.length = 0
}

async function close(call: Call, reference: string): Promise<void> {
  const { client } = call
  const { batch } = client
  if (batch === null) return
  const problem = problemAtEnd(batch, reference)
  if (problem !== null) refuse(client, ['MULTILINE_INVALID'], problem)
  if (batch.reference === reference) client.batch = null
  client.replies = new Replies(client, batch.refused ? null : batch.label)
  if (batch.refused) return
  const text = batch.pieces
    .map((piece, index) => (index === 0 || piece.joined ? piece.text : `\n${piece.text}`))
    .join('')
  await say(
    { ...call, command: batch.command ?? 'PRIVMSG' },
    { target: batch.target, text, pieces: batch.pieces, tags: batch.tags },
  )
}

function problemAtEnd(batch: OpenBatch, reference: string): string | null {
  if (batch.refused) return null
  if (batch.reference !== reference) return 'That is not the batch that is open'
  return batch.pieces.every(({ text }) => text === '') ? 'There is nothing in that batch' : null
}
