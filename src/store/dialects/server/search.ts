/** Searching: an index leads to what may hold the words, newest first; whether it does is seen in the text, so all databases answer the same. */
import { type Expression, type ExpressionBuilder, type Kysely, sql, type SqlBool } from 'kysely'
import type { SearchQuery } from '../../../core/store-port.ts'
import type { ChannelId } from '../../../core/types.ts'
import { holdsPhrases, searchPhrases, wantedTerms } from '../../../lib/search-grams.ts'
import { spokenKinds } from '../../messages/spoken.ts'
import { channelColumns, messageColumns } from '../../rows.ts'
import type { Tables } from '../../tables.ts'
import type { FoundRow } from '../dialect.ts'
import { type FoundFields, foundRow } from '../joined-rows.ts'
import type { ServerCapabilities } from './capabilities.ts'

/** Of those the index leads to, looked at in one go. */
const leastPage = 100

export function searchMessages(
  { db, index }: ServerCapabilities,
  query: SearchQuery,
): Promise<readonly FoundRow[]> {
  if (query.text === '' && query.has !== 'link') return searchEach(db, query)
  // The index leads to what may be a link; whether it is one is seen in the text.
  const phrases = searchPhrases(query.has === 'link' ? `${query.text} http` : query.text)
  if (phrases.length === 0) return Promise.resolve([])
  const leads = index.holds(wantedTerms(phrases))
  return searchWords(db, { query, leads, holds: (text) => holdsPhrases(text, phrases) })
}

interface Words {
  readonly query: SearchQuery
  readonly leads: Expression<SqlBool>
  readonly holds: (text: string) => boolean
}

async function searchWords(db: Kysely<Tables>, { query, leads, holds }: Words): Promise<readonly FoundRow[]> {
  const found: FoundRow[] = []
  const page = Math.max(leastPage, query.limit)
  let before = Number.MAX_SAFE_INTEGER
  for (;;) {
    const asked = selectFound(db)
      .where((is) => is.and([leads, isWanted(is, query), isInOwnChannel(query)]))
      .where('m.seq', '<', before)
      .orderBy('m.seq', 'desc')
      .limit(page)
    const rows = await asked.execute()
    found.push(...rows.filter((row) => holds(row.m_text)).map(foundRow))
    before = rows.at(-1)?.seq ?? 0
    if (found.length >= query.limit || rows.length < page) return found.slice(0, query.limit)
  }
}

function selectFound(db: Kysely<Tables>) {
  return db
    .selectFrom('messages as m')
    .innerJoin('channels as c', 'c.id', 'm.channel_id')
    .select('m.seq')
    .select(channelColumns.map((column) => `c.${column}` as const))
    .select(messageColumns.map((column) => `m.${column} as m_${column}` as const))
    .$castTo<FoundFields & { readonly seq: number }>()
}

function isInOwnChannel({ user, channel }: SearchQuery): Expression<SqlBool> {
  const own = sql<SqlBool>`EXISTS (SELECT 1 FROM memberships own WHERE own.channel_id = m.channel_id AND own.user_id = ${user})`
  return channel === null ? own : sql<SqlBool>`m.channel_id = ${channel} AND ${own}`
}

/** What a filter that is not given lets through is everything. */
function isWanted(is: ExpressionBuilder<{ m: Tables['messages'] }, 'm'>, query: SearchQuery) {
  const { from = null, after = null, before = null } = query
  return is.and([
    is('m.deleted_at', 'is', null),
    is('m.kind', 'in', spokenKinds),
    ...(from === null ? [] : [is('m.author_id', '=', from)]),
    ...(after === null ? [] : [is('m.sent_at', '>', after)]),
    ...(before === null ? [] : [is('m.sent_at', '<', before)]),
    ...heldIn(is, query),
  ])
}

const types = { picture: 'image', video: 'video', sound: 'audio' } as const

/** Files are looked for within the JSON of what is shown of them. A name cannot look so: quotes in it are escaped there. */
function heldIn(is: ExpressionBuilder<{ m: Tables['messages'] }, 'm'>, { has = null }: SearchQuery) {
  if (has === null) return []
  if (has === 'file') return [is('m.uploads', 'is not', null)]
  if (has !== 'link') return [is('m.uploads', 'like', `%"type":"${types[has]}/%`)]
  const text = sql<string>`lower(m.text)`
  return [is.or([is(text, 'like', '%http://%'), is(text, 'like', '%https://%')])]
}

/** So many channels are looked at in one question. */
const channelsTogether = 100

/** Without words: of each of one's channels a page at most, the newest by an index, and of all these the newest. */
async function searchEach(db: Kysely<Tables>, query: SearchQuery): Promise<readonly FoundRow[]> {
  const seqs: Newest[] = []
  const channels = await ownChannels(db, query)
  for (let from = 0; from < channels.length; from += channelsTogether)
    seqs.push(...(await newestIn(db, channels.slice(from, from + channelsTogether), query)))
  const newest = seqs.toSorted(newestFirst).slice(0, query.limit)
  if (newest.length === 0) return []
  const ids = newest.map(({ seq }) => seq)
  const rows = await selectFound(db).where('m.seq', 'in', ids).execute()
  return rows.toSorted((one, other) => ids.indexOf(one.seq) - ids.indexOf(other.seq)).map(foundRow)
}

interface Newest {
  readonly seq: number
  readonly sent_at: number
}

function newestFirst(one: Newest, other: Newest): number {
  return other.sent_at - one.sent_at || other.seq - one.seq
}

async function ownChannels(
  db: Kysely<Tables>,
  { user, channel }: SearchQuery,
): Promise<readonly ChannelId[]> {
  let query = db.selectFrom('memberships').select('channel_id').where('user_id', '=', user)
  if (channel !== null) query = query.where('channel_id', '=', channel)
  return (await query.execute()).map((row) => row.channel_id)
}

function newestIn(
  db: Kysely<Tables>,
  channels: readonly ChannelId[],
  query: SearchQuery,
): Promise<readonly Newest[]> {
  const newestOf = (channel: ChannelId) =>
    db
      .selectFrom(
        db
          .selectFrom('messages as m')
          .select(['m.seq', 'm.sent_at'])
          .where('m.channel_id', '=', channel)
          .where((is) => isWanted(is, query))
          .orderBy('m.sent_at', 'desc')
          .orderBy('m.position', 'desc')
          .limit(query.limit)
          .as('newest'),
      )
      .select(['newest.seq', 'newest.sent_at'])
  const [first, ...more] = channels.map(newestOf)
  if (first === undefined) return Promise.resolve([])
  return more.reduce((all, one) => all.unionAll(one), first).execute()
}
