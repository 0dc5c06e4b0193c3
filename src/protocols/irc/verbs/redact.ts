/** REDACT (draft/message-redaction): taking a message back. */
import { showChannel } from '../../../core/channels/show-channel.ts'
import { deleteMessage } from '../../../core/messages/delete.ts'
import type { MessageId } from '../../../core/types.ts'
import { isId } from '../../../lib/id.ts'
import { oneWord } from '../errors.ts'
import type { Call, VerbTable } from '../verb.ts'
import { placeOf } from './history.ts'

export const redactVerbs: VerbTable = { REDACT: { needs: 2, run: redact } }

async function redact(call: Call): Promise<void> {
  const { door, client, params } = call
  const [target = '', id = '', reason] = params
  if (!client.has('draft/message-redaction'))
    return client.numeric('ERR_UNKNOWNCOMMAND', 'REDACT', 'Unknown command')
  const place = await placeOf(call, target)
  if (place === null) return failed(call, ['INVALID_TARGET', target], 'There is no such target')
  const { channel } = place
  if (channel !== null && !(await door.try(client, showChannel, { channel })).ok)
    return failed(call, ['INVALID_TARGET', target], 'There is no such target')
  if (channel === null || !isId<MessageId>(id))
    return failed(call, ['UNKNOWN_MSGID', target, id], 'There is no such message')
  const outcome = await door.try(client, deleteMessage, { channel, message: id, reason })
  if (outcome.ok) return
  const { code } = outcome.fault
  if (code === 'no-such-message') failed(call, ['UNKNOWN_MSGID', target, id], 'There is no such message')
  else if (code === 'not-your-message')
    failed(
      call,
      ['REDACT_FORBIDDEN', target, id],
      'Only its author, and the moderators of a channel, can take back a message',
    )
  else if (code === 'no-such-channel' || code === 'not-a-member')
    failed(call, ['INVALID_TARGET', target], 'There is no such target')
  else door.refuse(client, outcome.fault, { channel: oneWord(target), command: 'REDACT' })
}

function failed({ client }: Call, context: readonly string[], text: string): void {
  client.reply('FAIL', 'REDACT', ...context.map(oneWord), text)
}
