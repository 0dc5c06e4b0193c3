/** How the search index names what is not a word of a text, and how it is asked for something. */

/** No word of a text begins so: in a text such a character is a word by itself. */
const channelMark = '§'
const authorMark = '¶'
/** The index parts terms at ASCII characters of other kinds. */
const other = /[^0-9A-Za-z]/g

export function channelTerm(channel: string): string {
  return channelMark + channel.replace(other, channelMark)
}

export function authorTerm(author: string): string {
  return authorMark + author.replace(other, authorMark)
}

/** An FTS5 query for one term. Terms hold letters, digits and characters outside ASCII only: nothing in them can end it. */
export function matching(term: string): string {
  return `"${term}"`
}

export function matchingAny(queries: readonly string[]): string {
  return `(${queries.join(' OR ')})`
}

export function matchingAll(queries: readonly string[]): string {
  return `(${queries.join(' AND ')})`
}

/** Every term that begins so. */
export function matchingBeginning(beginning: string): string {
  return `"${beginning}"*`
}

/** The characters of a word in threes, as the index of parts has them. */
export function matchingParts(characters: readonly string[]): string {
  return characters
    .slice(2)
    .map((_, at) => matching(characters.slice(at, at + 3).join('')))
    .join(' ')
}
