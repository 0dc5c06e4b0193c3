/** The statements of the hot paths, written by hand and compiled once: sending, changing, access, search. */
import { spokenKinds } from '../messages/spoken.ts'
import { channelColumns, messageColumns } from '../rows.ts'

export interface ScriptStep {
  readonly sql: string
  /** Which of the script's parameters this statement takes, in order. */
  readonly take: readonly number[]
}

/** One statement answers; when it has rows, the others follow in the same transaction. */
export interface Script {
  readonly answer: ScriptStep
  readonly after: readonly ScriptStep[]
  readonly columns: readonly string[]
}

const muteColumns = [
  'id',
  'user_id',
  'user_name',
  'reason',
  'created_by',
  'created_at',
  'expires_at',
] as const
const memberColumns = ['user_id', 'role', 'joined_at', 'read_position', 'read_at', 'voiced'] as const

/**
 * The driver binds by order; here parameters are written by number (`?1`), so that they can be used twice.
 * Inside a SELECT, because SQLite built with STAT4 compiles a join anew at every run when a bare parameter is bound.
 */
function step(sql: string): ScriptStep {
  const numbers = [...sql.matchAll(/\?(\d+)/g)].map((match) => Number(match[1]) - 1)
  return { sql: sql.replaceAll(/\?\d+/g, '(SELECT ?)'), take: numbers }
}

const of = (alias: string, columns: readonly string[]) =>
  columns.map((column) => `${alias}.${column}`).join(', ')
const named = (alias: string, columns: readonly string[]) =>
  columns.map((column) => `${alias}.${column} AS ${alias}_${column}`).join(', ')

/** The tag check is inside the insert: two of the same tag in one batch store one message. */
const append: Script = {
  columns: ['position'],
  answer: step(`
    INSERT INTO messages (id, channel_id, position, changed_position, author_id, author_name, kind, text, reply_to,
      client_tag, sent_at, author_account, author_userhost, tags)
    SELECT ?1, c.id, c.last_position + 1, c.last_position + 1, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12 FROM channels c
    WHERE c.id = ?2 AND NOT EXISTS (SELECT 1 FROM messages m WHERE m.author_id = ?3 AND m.client_tag = ?8)
    RETURNING position`),
  after: [
    step('UPDATE channels SET last_position = last_position + 1 WHERE id = ?2'),
    step(
      'INSERT INTO message_search (rowid, grams) SELECT seq, search_grams(text) FROM messages WHERE id = ?1',
    ),
  ],
}

/** A topic is set and gets its place in the history at once: of two at the same time the later one stands. It is not searched for. */
const appendTopic: Script = {
  ...append,
  after: [
    step(`UPDATE channels SET last_position = last_position + 1, topic = ?6, topic_by = ?4, topic_at = ?9
      WHERE id = ?2`),
  ],
}

/** A change takes the channel's next position; the channel then catches up with it. */
function change(assignments: string, index: string): Script {
  return {
    columns: messageColumns,
    answer: step(`
      UPDATE messages SET ${assignments},
        changed_position = (SELECT c.last_position + 1 FROM channels c WHERE c.id = messages.channel_id)
      WHERE id = ?1 AND deleted_at IS NULL RETURNING ${messageColumns.join(', ')}`),
    after: [
      step(`UPDATE channels SET last_position = last_position + 1
        WHERE id = (SELECT channel_id FROM messages WHERE id = ?1)`),
      step(index),
    ],
  }
}

const edit = change(
  'edited_at = ?2, text = ?3',
  'INSERT OR REPLACE INTO message_search (rowid, grams) SELECT seq, search_grams(text) FROM messages WHERE id = ?1',
)
const remove = change(
  'deleted_at = ?2, text = ?3',
  'DELETE FROM message_search WHERE rowid = (SELECT seq FROM messages WHERE id = ?1)',
)

/** Everything that decides what somebody may do in a channel; the longest of several mutes counts. */
function access(where: string): Script {
  const answer = step(`
    SELECT ${of('c', channelColumns)}, ${named('member', memberColumns)}, ${named('mute', muteColumns)},
      EXISTS (SELECT 1 FROM channel_masks x WHERE x.channel_id = c.id AND x.list = 'mute'
        AND (x.expires_at IS NULL OR x.expires_at > ?3)) AS has_mutes
    FROM channels c
    LEFT JOIN memberships member ON member.channel_id = c.id AND member.user_id = ?2
    LEFT JOIN sanctions mute ON mute.id = (
      SELECT s.id FROM sanctions s
      WHERE s.user_id = ?2 AND s.kind = 'mute' AND s.lifted_at IS NULL AND (s.expires_at IS NULL OR s.expires_at > ?3)
      ORDER BY s.expires_at IS NULL DESC, s.expires_at DESC LIMIT 1)
    WHERE ${where}`)
  const columns = [
    ...channelColumns,
    ...memberColumns.map((column) => `member_${column}`),
    ...muteColumns.map((column) => `mute_${column}`),
    'has_mutes',
  ]
  return { columns, answer, after: [] }
}

const spoken = spokenKinds.map((kind) => `'${kind}'`).join(', ')

/** The index is asked first and newest first, so that a page ends the walk; a cross join keeps that order. */
const search: Script = {
  columns: [...channelColumns, ...messageColumns.map((column) => `m_${column}`)],
  answer: step(`
    SELECT ${of('c', channelColumns)}, ${named('m', messageColumns)}
    FROM message_search found
    CROSS JOIN messages m ON m.seq = found.rowid
    CROSS JOIN channels c ON c.id = m.channel_id
    WHERE found.grams MATCH search_query(?1) AND m.deleted_at IS NULL AND m.kind IN (${spoken}) AND (?3 IS NULL OR c.id = ?3)
      AND EXISTS (SELECT 1 FROM memberships own WHERE own.channel_id = c.id AND own.user_id = ?2)
    ORDER BY found.rowid DESC LIMIT ?4`),
  after: [],
}

export const scripts = {
  'message.append': append,
  'topic.append': appendTopic,
  'message.edit': edit,
  'message.remove': remove,
  'channel.access-by-id': access('c.id = ?1'),
  'channel.access-by-name': access('c.folded_name = ?1'),
  'message.search': search,
} as const satisfies Readonly<Record<string, Script>>

export type ScriptName = keyof typeof scripts
