/** The statements of the hot paths, written by hand and compiled once: sending, changing, access, search. */
import { spokenKinds } from '../../messages/spoken.ts'
import { channelColumns, messageColumns } from '../../rows.ts'
import { memberColumns, muteColumns } from '../joined-rows.ts'
import { append, appendTogether, appendTopic, appendWithUploads } from './append-scripts.ts'
import { type Script, step } from './script.ts'

const spoken = spokenKinds.map((kind) => `'${kind}'`).join(', ')

const of = (alias: string, columns: readonly string[]) =>
  columns.map((column) => `${alias}.${column}`).join(', ')
const named = (alias: string, columns: readonly string[]) =>
  columns.map((column) => `${alias}.${column} AS ${alias}_${column}`).join(', ')

const catchUp = step(`UPDATE channels SET last_position = last_position + 1
  WHERE id = (SELECT channel_id FROM messages WHERE id = ?1)`)

const nextPosition = (channel: string) =>
  `(SELECT c.last_position + 1 FROM channels c WHERE c.id = ${channel})`

/** A change takes the channel's next position; the channel then catches up with it. */
function change(assignments: string, after: readonly string[], besides: readonly string[] = []): Script {
  return {
    columns: [...messageColumns, ...(besides.length > 0 ? ['signs'] : [])],
    answer: step(`
      UPDATE messages SET ${assignments},
        changed_position = ${nextPosition('messages.channel_id')}
      WHERE id = ?1 AND deleted_at IS NULL RETURNING ${[...messageColumns, ...besides].join(', ')}`),
    after: [catchUp, ...after.map(step)],
  }
}

/** Read by the change itself: an answer that is read after it would come behind what was said next. */
const signs = `(SELECT json_group_array(json_array(put.user_id, put.user_name, put.reaction, put.changed_position)) FROM (
  SELECT r.user_id, r.user_name, r.reaction, r.changed_position FROM reactions r WHERE r.message_id = messages.id AND r.removed_at IS NULL
  ORDER BY r.changed_position) put)`

/** Of previews as a message keeps them. */
const idsIn = (previews: string) =>
  `(SELECT json_extract(value, '$.id') FROM json_each(coalesce(${previews}, '[]')))`

const edit = change(
  'edited_at = ?2, text = ?3, previews = ?4',
  [
    'INSERT OR REPLACE INTO message_search (rowid, grams) SELECT seq, search_grams(text) FROM messages WHERE id = ?1',
    `DELETE FROM preview_uses WHERE message_id = ?1 AND preview_id NOT IN ${idsIn('?4')}`,
  ],
  [signs],
)
const remove = change('deleted_at = ?2, text = ?3, uploads = NULL, previews = NULL', [
  'DELETE FROM message_search WHERE rowid = (SELECT seq FROM messages WHERE id = ?1)',
  'UPDATE uploads SET removed_at = ?2 WHERE message_id = ?1',
  'DELETE FROM preview_uses WHERE message_id = ?1',
])

/** Put again, a sign that was taken back gets a new place; one that stands keeps its own. */
const addReaction: Script = {
  columns: ['changed_position'],
  answer: step(`
    INSERT INTO reactions (message_id, channel_id, user_id, user_name, user_account, user_userhost, reaction, reacted_at,
      changed_position)
    SELECT m.id, m.channel_id, ?2, ?3, ?4, ?5, ?6, ?7, ${nextPosition('m.channel_id')} FROM messages m
    WHERE m.id = ?1 AND m.deleted_at IS NULL AND (SELECT count(*) FROM reactions own
      WHERE own.message_id = ?1 AND own.user_id = ?2 AND own.reaction <> ?6 AND own.removed_at IS NULL) < ?8
    ON CONFLICT (message_id, user_id, reaction) DO UPDATE SET user_name = excluded.user_name,
      user_account = excluded.user_account, user_userhost = excluded.user_userhost, reacted_at = excluded.reacted_at,
      changed_position = excluded.changed_position, removed_at = NULL
    WHERE reactions.removed_at IS NOT NULL
    RETURNING changed_position`),
  after: [catchUp],
}

const removeReaction: Script = {
  columns: ['changed_position'],
  answer: step(`
    UPDATE reactions SET removed_at = ?7, user_name = ?3, user_account = ?4, user_userhost = ?5,
      changed_position = ${nextPosition('reactions.channel_id')}
    WHERE message_id = ?1 AND user_id = ?2 AND reaction = ?6 AND removed_at IS NULL RETURNING changed_position`),
  after: [catchUp],
}

const addPin: Script = {
  columns: ['changed_position'],
  answer: step(`
    INSERT INTO pins (message_id, channel_id, user_id, user_name, user_account, user_userhost, pinned_at, changed_position)
    SELECT m.id, m.channel_id, ?2, ?3, ?4, ?5, ?6, ${nextPosition('m.channel_id')} FROM messages m
    WHERE m.id = ?1 AND m.deleted_at IS NULL AND m.kind IN (${spoken}) AND (SELECT count(*) FROM pins other
      JOIN messages said ON said.id = other.message_id WHERE other.channel_id = m.channel_id
        AND other.removed_at IS NULL AND said.deleted_at IS NULL) < ?7
    ON CONFLICT (message_id) DO UPDATE SET user_id = excluded.user_id, user_name = excluded.user_name,
      user_account = excluded.user_account, user_userhost = excluded.user_userhost, pinned_at = excluded.pinned_at,
      changed_position = excluded.changed_position, removed_at = NULL
    WHERE pins.removed_at IS NOT NULL
    RETURNING changed_position`),
  after: [catchUp],
}

const removePin: Script = {
  columns: ['changed_position'],
  answer: step(`
    UPDATE pins SET removed_at = ?6, user_id = ?2, user_name = ?3, user_account = ?4, user_userhost = ?5,
      changed_position = ${nextPosition('pins.channel_id')}
    WHERE message_id = ?1 AND removed_at IS NULL RETURNING changed_position`),
  after: [catchUp],
}

/** Nothing where the text, or what is shown of it, has become another since it was looked at. */
const setPreviews: Script = {
  columns: ['changed_position'],
  answer: step(`
    INSERT INTO message_previews (message_id, channel_id, changed_at, changed_position, removed)
    SELECT m.id, m.channel_id, ?2, ${nextPosition('m.channel_id')}, ?4 FROM messages m
    WHERE m.id = ?1 AND m.deleted_at IS NULL AND m.edited_at IS ?5
      AND coalesce((SELECT was.changed_position FROM message_previews was WHERE was.message_id = ?1), 0) = ?6
    ON CONFLICT (message_id) DO UPDATE SET changed_at = excluded.changed_at,
      changed_position = excluded.changed_position, removed = excluded.removed
    RETURNING changed_position`),
  after: [
    catchUp,
    step('UPDATE messages SET previews = ?3 WHERE id = ?1'),
    step('DELETE FROM preview_uses WHERE message_id = ?1'),
    step(`INSERT INTO preview_uses (preview_id, message_id)
      SELECT p.id, ?1 FROM previews p WHERE p.id IN ${idsIn('?3')}`),
  ],
}

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

const foundColumns = [...channelColumns, ...messageColumns.map((column) => `m_${column}`)]
const foundFields = `${of('c', channelColumns)}, ${named('m', messageColumns)}`

/** Within the JSON of what is shown of files. A name cannot look so: quotes in it are escaped there. */
const holds = (type: string) => `coalesce(m.uploads LIKE '%"type":"${type}/%', FALSE)`

/** What a filter that is not given lets through is everything. */
const filters = `m.deleted_at IS NULL AND m.kind IN (${spoken})
  AND (?5 IS NULL OR m.author_id = ?5) AND (?6 IS NULL OR m.sent_at > ?6) AND (?7 IS NULL OR m.sent_at < ?7)
  AND CASE coalesce(?8, '') WHEN '' THEN TRUE
    WHEN 'link' THEN m.text LIKE '%http://%' OR m.text LIKE '%https://%'
    WHEN 'picture' THEN ${holds('image')} WHEN 'video' THEN ${holds('video')} WHEN 'sound' THEN ${holds('audio')}
    ELSE m.uploads IS NOT NULL END`

/** The index is asked first and newest first, so that a page ends the walk; a cross join keeps that order. */
const search: Script = {
  columns: foundColumns,
  answer: step(`
    SELECT ${foundFields}
    FROM message_search found
    CROSS JOIN messages m ON m.seq = found.rowid
    CROSS JOIN channels c ON c.id = m.channel_id
    WHERE found.grams MATCH search_query(?1) AND (?3 IS NULL OR c.id = ?3) AND ${filters}
      AND EXISTS (SELECT 1 FROM memberships own WHERE own.channel_id = c.id AND own.user_id = ?2)
    ORDER BY found.rowid DESC LIMIT ?4`),
  after: [],
}

/** Without words: of each of one's channels a page at most, the newest by an index, and of all these the newest. */
function searchEach(where: string, order: string): Script {
  return {
    columns: foundColumns,
    answer: step(`
      SELECT ${foundFields}
      FROM memberships own
      CROSS JOIN channels c ON c.id = own.channel_id
      CROSS JOIN messages m ON m.seq IN (SELECT m.seq FROM messages m
        WHERE m.channel_id = own.channel_id AND ${where} AND ${filters} ORDER BY ${order} LIMIT ?4)
      WHERE own.user_id = ?2 AND (?3 IS NULL OR c.id = ?3)
      ORDER BY m.sent_at DESC, m.seq DESC LIMIT ?4`),
    after: [],
  }
}

const searchAuthor = searchEach('m.author_id = ?5', 'm.position DESC')
const searchTimes = searchEach(
  'm.sent_at > coalesce(?6, -1) AND m.sent_at < coalesce(?7, 9007199254740991)',
  'm.sent_at DESC, m.position DESC',
)
/** There are few of them: an index has those alone. */
const searchFiles = searchEach(
  `m.uploads IS NOT NULL AND m.sent_at > coalesce(?6, -1) AND m.sent_at < coalesce(?7, 9007199254740991)`,
  'm.sent_at DESC, m.position DESC',
)

export const scripts = {
  'message.append': append,
  'message.append-together': appendTogether,
  'message.append-with-uploads': appendWithUploads,
  'topic.append': appendTopic,
  'message.edit': edit,
  'message.remove': remove,
  'reaction.add': addReaction,
  'reaction.remove': removeReaction,
  'pin.add': addPin,
  'pin.remove': removePin,
  'preview.set': setPreviews,
  'channel.access-by-id': access('c.id = ?1'),
  'channel.access-by-name': access('c.folded_name = ?1'),
  'message.search': search,
  'message.search-author': searchAuthor,
  'message.search-times': searchTimes,
  'message.search-files': searchFiles,
} as const satisfies Readonly<Record<string, Script>>

export type ScriptName = keyof typeof scripts
