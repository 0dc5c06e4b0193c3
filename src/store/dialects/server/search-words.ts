/**
 * Searching for words: an index leads to what may hold them, newest first; whether it does is seen in the text, so all
 * databases answer the same. What leads to few messages is followed to its end; where it leads to very many, of whatever
 * channels, one's own channels are looked through instead.
 */
import { type Expression, expressionBuilder, type Kysely, type SqlBool } from 'kysely'
import type { Tables } from '../../tables.ts'
import type { FoundRow } from '../dialect.ts'
import { foundRow } from '../joined-rows.ts'
import { type Asked, newestIn, selectFound } from './search-rows.ts'

export interface WordsAsked extends Asked {
  /** Whether a message (`m`) has all terms of the words. */
  readonly leads: Expression<SqlBool>
  readonly holds: (text: string) => boolean
}

/** Of those the index leads to, looked at one after the other. */
const pagesByIndex = [200, 1000, 2000] as const
/** Of those in one's own channels, looked at in one go. */
const leastPage = 100

export async function searchWords(db: Kysely<Tables>, asked: WordsAsked): Promise<readonly FoundRow[]> {
  if (asked.channels.length === 0) return []
  const found: FoundRow[] = []
  let before = Number.MAX_SAFE_INTEGER
  for (const page of pagesByIndex) {
    const seqs = await led(db, asked, { before, page })
    found.push(...(await whole(db, asked, seqs)))
    if (found.length >= asked.limit || seqs.length < page) return found.slice(0, asked.limit)
    before = seqs.at(-1) ?? 0
  }
  return [...found, ...(await inOwnChannels(db, asked, { before, missing: asked.limit - found.length }))]
}

async function led(
  db: Kysely<Tables>,
  { leads }: WordsAsked,
  { before, page }: { readonly before: number; readonly page: number },
): Promise<readonly number[]> {
  const query = db.selectFrom('messages as m').select('m.seq').where(leads).where('m.seq', '<', before)
  return (await query.orderBy('m.seq', 'desc').limit(page).execute()).map(({ seq }) => seq)
}

/** Of these messages those that are wanted, in one's own channels, and hold the words; the newest first. */
async function whole(
  db: Kysely<Tables>,
  { channels, wanted, holds }: WordsAsked,
  seqs: readonly number[],
): Promise<readonly FoundRow[]> {
  const own = new Set(channels)
  const rows = await selectFound(db, seqs).where(wanted).execute()
  return rows
    .filter((row) => own.has(row.m_channel_id) && holds(row.m_text))
    .toSorted((one, other) => other.seq - one.seq)
    .map(foundRow)
}

async function inOwnChannels(
  db: Kysely<Tables>,
  asked: WordsAsked,
  { before, missing }: { readonly before: number; readonly missing: number },
): Promise<readonly FoundRow[]> {
  const { channels, leads } = asked
  const is = expressionBuilder<{ readonly m: Tables['messages'] }, 'm'>()
  const found: FoundRow[] = []
  const limit = Math.max(leastPage, missing)
  for (let last = before; found.length < missing;) {
    const wanted = is.and([asked.wanted, leads, is('m.seq', '<', last)])
    const seqs = await newestIn(db, { channels, limit, wanted }, 'seq')
    found.push(...(await whole(db, asked, seqs)))
    if (seqs.length < limit) break
    last = seqs.at(-1) ?? 0
  }
  return found.slice(0, missing)
}
