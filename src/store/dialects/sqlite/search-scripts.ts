/** The scripts that search: the words a part is in, and the messages, by the index of words or by an index of theirs. */
import { channelColumns, messageColumns } from '../../rows.ts'
import { listed, named, spoken } from './columns.ts'
import { type Script, step } from './script.ts'

const foundColumns = [...channelColumns, ...messageColumns.map((column) => `m_${column}`)]
const foundFields = `${listed('c', channelColumns)}, ${named('m', messageColumns)}`

/** Within the JSON of what is shown of files. A name cannot look so: quotes in it are escaped there. */
const holds = (type: string) => `coalesce(m.uploads LIKE '%"type":"${type}/%', FALSE)`

/** What a filter that is not given lets through is everything. */
const filters = `m.deleted_at IS NULL AND m.kind IN (${spoken})
  AND (?5 IS NULL OR m.author_id = ?5) AND (?6 IS NULL OR m.sent_at > ?6) AND (?7 IS NULL OR m.sent_at < ?7)
  AND CASE coalesce(?8, '') WHEN '' THEN TRUE
    WHEN 'link' THEN m.text LIKE '%http://%' OR m.text LIKE '%https://%'
    WHEN 'picture' THEN ${holds('image')} WHEN 'video' THEN ${holds('video')} WHEN 'sound' THEN ${holds('audio')}
    ELSE m.uploads IS NOT NULL END`

const isOwn = 'EXISTS (SELECT 1 FROM memberships own WHERE own.channel_id = c.id AND own.user_id = ?2)'
/** The index leads to what may hold the words; whether it does is seen in the text. */
const wanted = `(?3 IS NULL OR c.id = ?3) AND ${filters} AND search_holds(m.text, ?1) AND ${isOwn}`

/** The index is asked first and newest first, so that a page ends the walk; a cross join keeps that order. */
export const search: Script = {
  columns: foundColumns,
  answer: step(`
    SELECT ${foundFields}
    FROM message_search
    CROSS JOIN messages m ON m.seq = message_search.rowid
    CROSS JOIN channels c ON c.id = m.channel_id
    WHERE message_search MATCH ?9 AND ${wanted}
    ORDER BY message_search.rowid DESC LIMIT ?4`),
  after: [],
}

/** What is in so many words that an index does not help: a page of it is soon found. */
export const searchThrough: Script = {
  columns: foundColumns,
  answer: step(`
    SELECT ${foundFields} FROM messages m CROSS JOIN channels c ON c.id = m.channel_id
    WHERE ${wanted} ORDER BY m.seq DESC LIMIT ?4`),
  after: [],
}

/** Without words: of each of one's channels a page at most, the newest by an index, and of all these the newest. */
function searchEach(where: string): Script {
  return {
    columns: foundColumns,
    answer: step(`
      SELECT ${foundFields}
      FROM memberships own
      CROSS JOIN channels c ON c.id = own.channel_id
      CROSS JOIN messages m ON m.seq IN (SELECT m.seq FROM messages m
        WHERE m.channel_id = own.channel_id AND ${where} AND ${filters}
        ORDER BY m.sent_at DESC, m.position DESC LIMIT ?4)
      WHERE own.user_id = ?2 AND (?3 IS NULL OR c.id = ?3)
      ORDER BY m.sent_at DESC, m.seq DESC LIMIT ?4`),
    after: [],
  }
}

const between = 'm.sent_at > coalesce(?6, -1) AND m.sent_at < coalesce(?7, 9007199254740991)'
export const searchTimes = searchEach(between)
/** There are few of them: an index has those alone. */
export const searchFiles = searchEach(`m.uploads IS NOT NULL AND ${between}`)

export const latestBy: Script = {
  columns: messageColumns,
  answer: step(`
    SELECT ${listed('m', messageColumns)} FROM message_search CROSS JOIN messages m ON m.seq = message_search.rowid
    WHERE message_search MATCH ?1 AND m.deleted_at IS NULL AND m.kind IN (${spoken})
    ORDER BY message_search.rowid DESC LIMIT 1`),
  after: [],
}

export const wordsWith: Script = {
  columns: ['word'],
  answer: step(`
    SELECT known.word FROM message_search_parts CROSS JOIN message_search_words known ON known.id = message_search_parts.rowid
    WHERE message_search_parts MATCH ?1 AND instr(known.word, ?2) > 0 LIMIT ?3`),
  after: [],
}

/** Of one character or two: of such there are many words, so that enough are soon found. */
export const wordsWithLittle: Script = {
  columns: ['word'],
  answer: step('SELECT word FROM message_search_words WHERE instr(word, ?1) > 0 LIMIT ?2'),
  after: [],
}

export const channelsOf: Script = {
  columns: ['channel_id'],
  answer: step('SELECT channel_id FROM memberships WHERE user_id = ?1 LIMIT ?2'),
  after: [],
}
