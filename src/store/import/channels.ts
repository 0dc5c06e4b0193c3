/** Channels and private conversations, still empty, with their members. */
import type { ChannelLine } from '../../core/export/lines.ts'
import type { NumberedLine } from '../../core/export/read-lines.ts'
import { ChatError } from '../../core/errors.ts'
import { foldChannelName } from '../../lib/fold.ts'
import { directKey, orderedPair } from '../channels/direct.ts'
import { emptyChannel } from '../channels/empty.ts'
import { settingFields } from '../channels/settings.ts'
import { isUniqueViolation } from '../dialects/dialect.ts'
import type { ChannelsTable } from '../tables.ts'
import { inTransaction, type Transaction } from '../transaction.ts'
import { takeLine, type Importing } from './importing.ts'

export async function importChannels(
  { dialect, reads, topics }: Importing,
  lines: readonly NumberedLine<ChannelLine>[],
): Promise<void> {
  await inTransaction(dialect.patient, async (transaction) => {
    for (const numbered of lines) await takeLine(numbered, importChannel(transaction, numbered.line))
  })
  for (const { line } of lines) {
    topics.push(line)
    for (const { user, read } of line.members)
      if (read !== null) reads.push({ channel: line.id, user, message: read })
  }
}

async function importChannel(transaction: Transaction, channel: ChannelLine): Promise<void> {
  await orTwice(channel, transaction.insertInto('channels').values(rowOf(channel)).execute())
  for (const { user, role, voiced, joinedAt, level, readAt } of channel.members) {
    const key = { channel_id: channel.id, user_id: user }
    const standing = { role, voiced: voiced ? (1 as const) : (0 as const), level, joined_at: joinedAt }
    const values = { ...key, ...standing, read_position: 0, read_at: readAt }
    await transaction.insertInto('memberships').values(values).execute()
  }
}

async function orTwice({ kind, name }: ChannelLine, change: Promise<unknown>): Promise<void> {
  try {
    await change
  } catch (error) {
    if (kind === 'direct' || !isUniqueViolation(error)) throw error
    throw new ChatError('channel-name-taken', { channel: name })
  }
}

/** The topic is set when the messages, changes of the topic among them, are there. */
function rowOf(channel: ChannelLine): ChannelsTable {
  return {
    ...emptyChannel,
    id: channel.id,
    kind: channel.kind,
    name: channel.kind === 'direct' ? '' : channel.name,
    folded_name: channel.kind === 'direct' ? null : foldChannelName(channel.name),
    ...settingFields(channel.settings),
    ...pairFields(channel.between),
    created_at: channel.createdAt,
    archived_at: channel.archivedAt,
  }
}

function pairFields(between: ChannelLine['between']): Partial<ChannelsTable> {
  if (between === null) return {}
  const [first, second] = orderedPair(between)
  const names = { first_name: first.name, second_name: second.name }
  return { direct_key: directKey([first, second]), first_id: first.id, second_id: second.id, ...names }
}
