/** The statements of the hot paths, written by hand and compiled once: sending, changing, access, search. */
import { channelColumns, messageColumns } from '../../rows.ts'
import { memberColumns, muteColumns } from '../joined-rows.ts'
import { append, appendTogether, appendTopic, appendWithUploads } from './append-scripts.ts'
import { listed, named, spoken } from './columns.ts'
import { type Script, step } from './script.ts'
import {
  channelsOf,
  latestBy,
  search,
  searchFiles,
  searchThrough,
  searchTimes,
  wordsWith,
  wordsWithLittle,
} from './search-scripts.ts'

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
  'edited_at = ?2, text = replaced_text(text, ?3), previews = ?4',
  [
    `INSERT OR REPLACE INTO message_search (rowid, terms)
      SELECT seq, search_terms(text, channel_id, author_id) FROM messages WHERE id = ?1`,
    `DELETE FROM preview_uses WHERE message_id = ?1 AND preview_id NOT IN ${idsIn('?4')}`,
  ],
  [signs],
)
const remove = change('deleted_at = ?2, text = replaced_text(text, ?3), uploads = NULL, previews = NULL', [
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
    SELECT ${listed('c', channelColumns)}, ${named('member', memberColumns)}, ${named('mute', muteColumns)},
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
  'search.channels': channelsOf,
  'search.words': wordsWith,
  'search.words-little': wordsWithLittle,
  'message.latest-by': latestBy,
  'message.search': search,
  'message.search-through': searchThrough,
  'message.search-times': searchTimes,
  'message.search-files': searchFiles,
} as const satisfies Readonly<Record<string, Script>>

export type ScriptName = keyof typeof scripts
