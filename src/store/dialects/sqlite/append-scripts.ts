/** The scripts that store messages, each with its position and its place in the search index. */
import { indexing, type Script, type ScriptStep, step } from './script.ts'

/** The tag check is inside the insert: two of the same tag in one batch store one message. */
function insert({ column = '', value = '', where = '' }): ScriptStep {
  return step(`
    INSERT INTO messages (id, channel_id, position, changed_position, author_id, author_name, kind, text, reply_to,
      client_tag, sent_at, author_account, author_userhost, tags${column})
    SELECT ?1, c.id, c.last_position + 1, c.last_position + 1, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12${value} FROM channels c
    WHERE c.id = ?2 AND NOT EXISTS (SELECT 1 FROM messages m WHERE m.author_id = ?3 AND m.client_tag = ?8)${where}
    RETURNING position`)
}

export const append: Script = {
  columns: ['position'],
  answer: insert({}),
  after: [
    step('UPDATE channels SET last_position = last_position + 1 WHERE id = ?2'),
    // The row of the message itself: nothing was inserted since.
    indexing({ text: 6, channel: 2, author: 3 }),
  ],
}

/** One step for the channel, and plain inserts: a good part cheaper than one by one. The index of tags itself passes over a repeated one. */
export const appendTogether: Script = {
  columns: ['last_position'],
  answer: step('SELECT last_position FROM channels WHERE id = ?1'),
  after: [],
  each: {
    first: step(`
      INSERT INTO messages (id, channel_id, author_id, author_name, kind, text, client_tag, sent_at, author_account,
        author_userhost, position, changed_position)
      VALUES (?7, ?1, ?2, ?3, ?4, ?8, ?9, ?10, ?5, ?6, ?11 + ?12 + 1, ?11 + ?12 + 1)
      ON CONFLICT (author_id, client_tag) WHERE client_tag IS NOT NULL DO NOTHING`),
    next: [indexing({ text: 8, channel: 1, author: 2 })],
    last: step('UPDATE channels SET last_position = last_position + ?7 WHERE id = ?1'),
  },
}

/** A topic is set and gets its place in the history at once: of two at the same time the later one stands. It is not searched for. */
export const appendTopic: Script = {
  ...append,
  after: [
    step(`UPDATE channels SET last_position = last_position + 1, topic = ?6, topic_by = ?4, topic_at = ?9
      WHERE id = ?2`),
  ],
}

const brought = '(SELECT value FROM json_each(?14))'

/** Whoever says something with a file that another message has taken says nothing. */
export const appendWithUploads: Script = {
  ...append,
  answer: insert({
    column: ', uploads',
    value: ', ?13',
    where: ` AND json_array_length(?14) = (SELECT count(*) FROM uploads u WHERE u.id IN ${brought}
      AND u.user_id = ?3 AND u.digest IS NOT NULL AND u.message_id IS NULL AND u.avatar = 0 AND u.removed_at IS NULL)`,
  }),
  after: [...append.after, step(`UPDATE uploads SET message_id = ?1 WHERE id IN ${brought}`)],
}
