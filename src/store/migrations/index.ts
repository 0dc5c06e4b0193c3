/** The ordered list of migrations: a new one is a new file and one line at the end. */
import { first } from './0001-first.ts'
import { irc } from './0002-irc.ts'
import type { Migration } from './migration.ts'

export const migrations: readonly Migration[] = [first, irc]
