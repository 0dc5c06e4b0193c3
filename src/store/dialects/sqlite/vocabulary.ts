/**
 * The words that messages are made of, each once, so that a search finds those that a part of a word is in. Words of a
 * request are noted while it runs, by SQL functions, and written behind it, in the same transaction.
 */
import type { Database } from 'better-sqlite3'
import { indexTerms } from '../../../lib/search-index.ts'
import { authorTerm, channelTerm, matching } from './search-terms.ts'
import type { Statements } from './statements.ts'

/** So many words are known to be there without a look; then it begins anew. */
const remembered = 30_000

const isThere = 'SELECT 1 FROM message_search WHERE message_search MATCH ? LIMIT 1'
const addWord = 'INSERT OR IGNORE INTO message_search_words (word) VALUES (?)'
const addParts = 'INSERT INTO message_search_parts (rowid, word) VALUES (last_insert_rowid(), ?)'
const removeParts = `DELETE FROM message_search_parts
  WHERE rowid = (SELECT id FROM message_search_words WHERE word = ?)`
const removeWord = 'DELETE FROM message_search_words WHERE word = ?'

export class Vocabulary {
  readonly #statements: Statements
  readonly #known = new Set<string>()
  #added: string[] = []
  #perhapsGone: string[] = []

  constructor(database: Database, statements: Statements) {
    this.#statements = statements
    database.function('search_terms', (text, channel, author) =>
      this.terms(String(text), String(channel), String(author)),
    )
    // What nobody says any more is not to be read in the database either.
    database.function('replaced_text', (before, after) => {
      indexTerms(String(before), (word) => this.#perhapsGone.push(word))
      return after
    })
  }

  /** All terms of a message. Its words are noted. */
  terms(text: string, channel: string, author: string): string {
    const terms = indexTerms(text, (word) => this.#note(word))
    return `${terms} ${channelTerm(channel)} ${authorTerm(author)}`
  }

  /** To be called behind every request that changes something. */
  write(): void {
    if (this.#added.length > 0) this.#add()
    if (this.#perhapsGone.length > 0) this.#removeUnused()
  }

  /** What was noted was undone. */
  forget(): void {
    this.#known.clear()
    this.#added = []
    this.#perhapsGone = []
  }

  #note(word: string): void {
    if (this.#known.has(word)) return
    if (this.#known.size >= remembered) this.#known.clear()
    this.#known.add(word)
    this.#added.push(word)
  }

  #add(): void {
    const words = this.#added
    this.#added = []
    for (const word of words) if (this.#run(addWord, word) > 0) this.#run(addParts, word)
  }

  #removeUnused(): void {
    const words = new Set(this.#perhapsGone)
    this.#perhapsGone = []
    for (const word of words) {
      if (this.#statements.get(isThere).statement.get(matching(word)) !== undefined) continue
      this.#run(removeParts, word)
      this.#run(removeWord, word)
      this.#known.delete(word)
    }
  }

  #run(sql: string, word: string): number {
    return this.#statements.get(sql).statement.run(word).changes
  }
}
