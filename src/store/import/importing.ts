/** What taking in the lines of one type needs, and how a line that is refused is told of. */
import type { ChannelLine } from '../../core/export/lines.ts'
import { ImportError, type NumberedLine } from '../../core/export/read-lines.ts'
import { ChatError } from '../../core/errors.ts'
import type { ChannelId, MessageId, UserId } from '../../core/types.ts'
import { isMissingReference, isUniqueViolation, type Dialect } from '../dialects/dialect.ts'
import type { OpenStore } from '../open-store.ts'

export interface Importing {
  readonly dialect: Dialect
  readonly store: OpenStore
  /** What can be set only when all messages are there. */
  readonly reads: { readonly channel: ChannelId; readonly user: UserId; readonly message: MessageId }[]
  readonly topics: Pick<ChannelLine, 'id' | 'topic' | 'topicBy' | 'topicAt'>[]
}

export async function takeLine<T>(
  { number }: Pick<NumberedLine<unknown>, 'number'>,
  change: Promise<T>,
): Promise<T> {
  try {
    return await change
  } catch (error) {
    const reason = reasonFor(error)
    if (reason === null) throw error
    throw new ImportError(`line ${number}: ${reason}`, error)
  }
}

function reasonFor(error: unknown): string | null {
  if (error instanceof ChatError) return refusals[error.code] ?? null
  if (isMissingReference(error)) return 'it names somebody or something that no line before it has'
  return isUniqueViolation(error) ? 'its id, or what else must be unique of it, is there already' : null
}

const refusals: Readonly<Record<string, string>> = {
  'name-taken': 'a user of that name is there already',
  'channel-name-taken': 'a channel of that name is there already',
  'no-such-channel': 'it names a channel that no line before it has',
  'no-such-message': 'it names a message that no line before it has',
  'no-such-user': 'it names a user that no line before it has',
  'no-such-upload': 'it names a file that no line before it has, of another owner, or said already',
  'storage-full': 'the disk is full',
}
