/** Searching on a database server: with words an index leads to what may hold them, without them each channel is looked through. */
import type { SearchQuery } from '../../../core/store-port.ts'
import type { ChannelId } from '../../../core/types.ts'
import type { Kysely } from 'kysely'
import { wantedTerms } from '../../../lib/search-grams.ts'
import { holdsWords, searchedWords } from '../../../lib/search-text.ts'
import type { Tables } from '../../tables.ts'
import type { FoundRow } from '../dialect.ts'
import { foundRow } from '../joined-rows.ts'
import type { ServerCapabilities } from './capabilities.ts'
import { newestIn, selectFound, wantedBy } from './search-rows.ts'
import { searchWords } from './search-words.ts'

export async function searchMessages(
  { db, index }: ServerCapabilities,
  query: SearchQuery,
): Promise<readonly FoundRow[]> {
  const channels = await ownChannels(db, query)
  const asked = { channels, limit: query.limit, wanted: wantedBy(query, index) }
  if (query.text === '' && query.has !== 'link') {
    const newest = await newestIn(db, asked, 'sent_at')
    const rows = await selectFound(db, newest).execute()
    return rows.toSorted((one, other) => newest.indexOf(one.seq) - newest.indexOf(other.seq)).map(foundRow)
  }
  // The index leads to what may be a link; whether it is one is seen in the text.
  const words = searchedWords(query.has === 'link' ? `${query.text} http` : query.text)
  if (words.length === 0) return []
  const leads = index.holds(wantedTerms(words))
  return searchWords(db, { ...asked, leads, holds: (text) => holdsWords(text, words) })
}

async function ownChannels(
  db: Kysely<Tables>,
  { user, channel }: SearchQuery,
): Promise<readonly ChannelId[]> {
  let query = db.selectFrom('memberships').select('channel_id').where('user_id', '=', user)
  if (channel !== null) query = query.where('channel_id', '=', channel)
  return (await query.execute()).map((row) => row.channel_id)
}
