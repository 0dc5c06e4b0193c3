/** BATCH from a client: a message of several lines (IRCv3 draft/multiline). */
import type { MessagePiece } from '../../../core/events.ts'
import type { Call, VerbTable } from '../verb.ts'
import { Replies } from '../replies.ts'
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
}

export const batchVerbs: VerbTable = { BATCH: { needs: 1, run: batch } }

async function batch(call: Call): Promise<void> {
  const { client, params, message } = call
  const [reference = '', type, target] = params
  if (reference.startsWith('-')) return close(call, reference.slice(1))
  if (
    !client.has('draft/multiline') ||
    type !== 'draft/multiline' ||
    target === undefined ||
    client.batch !== null
  )
    return failed(call, ['MULTILINE_INVALID'], 'Only draft/multiline batches are taken, one at a time')
  const label = message.tags.get('label') ?? null
  client.batch = {
    reference: reference.slice(1),
    target,
    label,
    tags: message.tags,
    command: null,
    bytes: 0,
    pieces: [],
  }
}

/** Whether a line was part of a batch: then it has been taken, or has ended the batch. */
export function takenByBatch(call: Call): boolean {
  const { client, message, command, params } = call
  const open = client.batch
  const tag = message.tags.get('batch')
  if (open === null || command === 'BATCH') return false
  if (tag === undefined) return false
  if (tag !== open.reference || (command !== 'PRIVMSG' && command !== 'NOTICE')) {
    failed(call, ['MULTILINE_INVALID'], 'That line does not belong to the batch')
    return true
  }
  const [target, text = ''] = params
  const joined = message.tags.has('draft/multiline-concat')
  if (target !== open.target)
    failed(call, ['MULTILINE_INVALID_TARGET', open.target, target ?? '*'], 'A batch has one target')
  else if (joined && text === '')
    failed(call, ['MULTILINE_INVALID'], 'An empty line cannot be joined to another')
  else take(call, { text, joined })
  return true
}

function take(call: Call, piece: MessagePiece): void {
  const open = call.client.batch
  if (open === null) return
  open.command ??= call.command
  open.bytes += Buffer.byteLength(piece.text) + (piece.joined || open.pieces.length === 0 ? 0 : 1)
  open.pieces.push(piece)
  if (open.bytes > most.bytes) failed(call, ['MULTILINE_MAX_BYTES', String(most.bytes)], 'That is too long')
  else if (open.pieces.length > most.lines)
    failed(call, ['MULTILINE_MAX_LINES', String(most.lines)], 'These are too many lines')
}

function failed({ client }: Call, context: readonly string[], text: string): void {
  client.batch = null
  client.reply('FAIL', 'BATCH', ...context, text)
}

async function close(call: Call, reference: string): Promise<void> {
  const { client } = call
  const open = client.batch
  client.batch = null
  if (open === null) return
  if (open.reference !== reference)
    return failed(call, ['MULTILINE_INVALID'], 'That is not the batch that is open')
  if (open.pieces.every(({ text }) => text === ''))
    return failed(call, ['MULTILINE_INVALID'], 'There is nothing in that batch')
  client.replies = new Replies(client, client.has('labeled-response') ? open.label : null)
  const text = open.pieces
    .map((piece, index) => (index === 0 || piece.joined ? piece.text : `\n${piece.text}`))
    .join('')
  await say(
    { ...call, command: open.command ?? 'PRIVMSG' },
    { target: open.target, text, pieces: open.pieces, tags: open.tags },
  )
}
