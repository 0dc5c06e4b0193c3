/** Messages that nobody has changed, which are nearly all, are left out of the index of changes. */
import type { Migration } from './migration.ts'

export const changesIndex: Migration = {
  name: '0020-changes-index',
  up: (db, words) => words.narrowChangesIndex(db),
}
