/** Messages without a tag of their sender, most of those from IRC and lines of text, are left out of the index of tags. */
import type { Migration } from './migration.ts'

export const tagsIndex: Migration = {
  name: '0018-tags-index',
  up: (db, words) => words.narrowTagsIndex(db),
}
