/** Messages with files are found by an index that has no others. */
import type { Migration } from './migration.ts'

export const foundFiles: Migration = {
  name: '0015-found-files',
  up: (db, words) => words.createFilesIndex(db),
}
