/** What a search asks of messages, the newest that answer it in each of some channels, and rows as they are found. */
import { type Expression, expressionBuilder, type Kysely, sql, type SqlBool } from 'kysely'
import type { SearchQuery } from '../../../core/store-port.ts'
import type { ChannelId } from '../../../core/types.ts'
import { spokenKinds } from '../../messages/spoken.ts'
import { channelColumns, messageColumns } from '../../rows.ts'
import type { Tables } from '../../tables.ts'
import type { FoundFields } from '../joined-rows.ts'
import type { SearchIndex } from './capabilities.ts'

export interface Asked {
  readonly channels: readonly ChannelId[]
  readonly limit: number
  /** Of a message (`m`). */
  readonly wanted: Expression<SqlBool>
}

export function selectFound(db: Kysely<Tables>, seqs: readonly number[]) {
  return (
    db
      .selectFrom('messages as m')
      .innerJoin('channels as c', 'c.id', 'm.channel_id')
      .select('m.seq')
      .select(channelColumns.map((column) => `c.${column}` as const))
      .select(messageColumns.map((column) => `m.${column} as m_${column}` as const))
      // An empty list is no list in SQL; rows are numbered from one.
      .where('m.seq', 'in', seqs.length === 0 ? [0] : seqs)
      .$castTo<FoundFields & { readonly seq: number }>()
  )
}

type Messages = { readonly m: Tables['messages'] }

/** What a filter that is not given lets through is everything. */
export function wantedBy(query: SearchQuery, index: SearchIndex): Expression<SqlBool> {
  const is = expressionBuilder<Messages, 'm'>()
  const { from = null, after = null, before = null } = query
  return is.and([
    is('m.deleted_at', 'is', null),
    is('m.kind', 'in', spokenKinds),
    ...(from === null ? [] : [is('m.author_id', '=', from)]),
    ...(after === null ? [] : [is('m.sent_at', '>', after)]),
    ...(before === null ? [] : [is('m.sent_at', '<', before)]),
    ...heldIn(query, index),
  ])
}

const types = { picture: 'image', video: 'video', sound: 'audio' } as const

/** Files are looked for within the JSON of what is shown of them. A name cannot look so: quotes in it are escaped there. */
function heldIn({ has = null }: SearchQuery, { hasFiles }: SearchIndex): readonly Expression<SqlBool>[] {
  const is = expressionBuilder<Messages, 'm'>()
  if (has === null) return []
  if (has === 'file') return [hasFiles]
  if (has !== 'link') return [hasFiles, is('m.uploads', 'like', `%"type":"${types[has]}/%`)]
  const text = sql<string>`lower(m.text)`
  return [is.or([is(text, 'like', '%http://%'), is(text, 'like', '%https://%')])]
}

/** So many channels are looked at in one question. */
const channelsTogether = 100

interface Newest {
  readonly seq: number
  readonly sent_at: number
}

/** Of each channel as many as are asked for at most, the newest by an index, and of all these the newest. */
export async function newestIn(
  db: Kysely<Tables>,
  { channels, limit, wanted }: Asked,
  by: keyof Newest,
): Promise<readonly number[]> {
  const found: Newest[] = []
  for (let from = 0; from < channels.length; from += channelsTogether) {
    const some = channels.slice(from, from + channelsTogether)
    const [first, ...more] = some.map((channel) => newestOf(db, { channel, limit, wanted, by }))
    if (first !== undefined)
      found.push(...(await more.reduce((all, one) => all.unionAll(one), first).execute()))
  }
  const sorted = found.toSorted((one, other) => other[by] - one[by] || other.seq - one.seq)
  return sorted.slice(0, limit).map(({ seq }) => seq)
}

interface OneChannel extends Omit<Asked, 'channels'> {
  readonly channel: ChannelId
  readonly by: keyof Newest
}

function newestOf(db: Kysely<Tables>, { channel, limit, wanted, by }: OneChannel) {
  const inChannel = db
    .selectFrom('messages as m')
    .select(['m.seq', 'm.sent_at'])
    .where('m.channel_id', '=', channel)
    .where(wanted)
  // Within a channel positions and numbers grow together.
  const ordered = by === 'seq' ? inChannel : inChannel.orderBy('m.sent_at', 'desc')
  const newest = ordered.orderBy('m.position', 'desc').limit(limit).as('newest')
  return db.selectFrom(newest).select(['newest.seq', 'newest.sent_at'])
}
