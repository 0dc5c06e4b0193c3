/** SQLite finds messages by words, and parts of words among all words, where it was by pairs of characters before. */
import type { Migration } from './migration.ts'

export const wordsIndex: Migration = {
  name: '0019-words-index',
  up: (db, words) => words.renewSearchIndex(db),
}
