/**
 * Searching on SQLite. What is looked for as a part of words is looked up among all words there are; the index then leads
 * from whole words to messages, newest first, and whether one holds what was asked is seen in its text.
 */
import type { SearchQuery } from '../../../core/store-port.ts'
import type { ChannelId, UserId } from '../../../core/types.ts'
import { type Lookup, lookups, pieceTerms } from '../../../lib/search-index.ts'
import { searchedWords } from '../../../lib/search-text.ts'
import type { MessageFields } from '../../rows.ts'
import type { FoundRow } from '../dialect.ts'
import { type FoundFields, foundRow } from '../joined-rows.ts'
import type { Rows, SqlValue, Work } from './protocol.ts'
import { records } from './records.ts'
import { type ScriptName, scripts } from './scripts.ts'
import {
  authorTerm,
  channelTerm,
  matching,
  matchingAll,
  matchingAny,
  matchingBeginning,
  matchingParts,
} from './search-terms.ts'

/** Runs scripts that read. */
export interface Reading {
  ask(work: Work): Promise<Rows>
}

/** What is in more words than these is in so many messages that they are looked through. */
const mostWords = 500
/** What leads through more terms than these, together with what leads through fewer, is seen in the texts alone. */
const mostTerms = 2000
/** Who is in more channels than these is looked for in all, and what is not theirs is passed over. */
const mostChannels = 16
const leastParts = 3
const leastDigits = 3

export async function searchMessages(reading: Reading, query: SearchQuery): Promise<readonly FoundRow[]> {
  const { has = null, from = null } = query
  // The index leads to what may be a link; whether it is one is seen in the text.
  const text = has === 'link' ? `${query.text} http` : query.text
  if (text === '' && has !== null) return found(reading, 'message.search-files', asked(query, ''))
  if (text === '' && from === null) return found(reading, 'message.search-times', asked(query, ''))
  const words = searchedWords(text)
  if (text !== '' && words.length === 0) return []
  const [channels, ...parts] = await Promise.all([
    channelsLeading(reading, query),
    ...words.flatMap(lookups).map((lookup) => leading(reading, lookup)),
  ])
  const author = from === null ? null : matching(authorTerm(from))
  const queries = [channels, author, ...fewTerms(parts)].filter((one) => one !== null)
  if (queries.length === 0) return found(reading, 'message.search-through', asked(query, text))
  return found(reading, 'message.search', [...asked(query, text), matchingAll(queries)])
}

/** The newest of somebody in a channel that can be seen. */
export async function latestBy(
  reading: Reading,
  channel: ChannelId,
  author: UserId,
): Promise<MessageFields | null> {
  const terms = matchingAll([matching(authorTerm(author)), matching(channelTerm(channel))])
  const name = 'message.latest-by'
  const answer = await reading.ask({ kind: 'script', name, parameters: [terms] })
  return records<MessageFields>(answer, scripts[name].columns)[0] ?? null
}

/** In the order of the scripts' parameters. */
function asked(query: SearchQuery, text: string): readonly SqlValue[] {
  const { user, channel, limit, from = null, after = null, before = null, has = null } = query
  return [text, user, channel, limit, from, after, before, has]
}

async function found(
  reading: Reading,
  name: ScriptName,
  parameters: readonly SqlValue[],
): Promise<readonly FoundRow[]> {
  const answer = await reading.ask({ kind: 'script', name, parameters })
  return records<FoundFields>(answer, scripts[name].columns).map(foundRow)
}

interface Lead {
  readonly query: string
  readonly terms: number
}

/** What is in the fewest words leads to the fewest messages. */
function fewTerms(leads: readonly (Lead | null)[]): readonly string[] {
  const sorted = leads.filter((lead) => lead !== null).toSorted((one, other) => one.terms - other.terms)
  let terms = 0
  return sorted.flatMap((lead) => ((terms += lead.terms) <= mostTerms ? [lead.query] : []))
}

/** The query that leads to all messages with this in them; `null`: nothing leads there but looking at all. */
async function leading(reading: Reading, { text, kind }: Lookup): Promise<Lead | null> {
  if (kind === 'symbol') return { query: matching(text), terms: 1 }
  const pieces = pieceTerms(text).map(matching)
  if (kind === 'pieces') return { query: matchingAll(pieces), terms: pieces.length }
  if (kind === 'number' && text.length < leastDigits) return null
  const words = await wordsWith(reading, text)
  if (words.length > mostWords) return null
  const numbers = kind === 'number' ? [matchingBeginning(text)] : []
  const queries = [...words.map(matching), ...numbers, matchingAll(pieces)]
  return { query: matchingAny(queries), terms: words.length + pieces.length }
}

async function wordsWith(reading: Reading, part: string): Promise<readonly string[]> {
  const characters = Array.from(part)
  const limit = mostWords + 1
  const work =
    characters.length < leastParts
      ? ({ name: 'search.words-little', parameters: [part, limit] } as const)
      : ({ name: 'search.words', parameters: [matchingParts(characters), part, limit] } as const)
  return firstColumn(await reading.ask({ kind: 'script', ...work }))
}

async function channelsLeading(
  reading: Reading,
  { channel, user }: { readonly channel: ChannelId | null; readonly user: UserId },
): Promise<string | null> {
  if (channel !== null) return matching(channelTerm(channel))
  const parameters = [user, mostChannels + 1]
  const channels = firstColumn(await reading.ask({ kind: 'script', name: 'search.channels', parameters }))
  if (channels.length > mostChannels) return null
  // Whoever is in no channel finds nothing.
  return matchingAny(channels.length === 0 ? ['""'] : channels.map((id) => matching(channelTerm(id))))
}

function firstColumn({ rows }: Rows): readonly string[] {
  return rows.map(([value]) => String(value))
}
