/** What the database file holds, read beside the running server. */
import { join } from 'node:path'
import Database from 'better-sqlite3'

export interface StoredMessage {
  /** `#channel`, or the two names of a private conversation in order. */
  readonly place: string
  readonly author: string
  readonly position: number
  readonly changed: number
  /** `null`: deleted. */
  readonly text: string | null
  readonly edited: boolean
}

export interface Stored {
  readonly integrity: string
  /** In the order of their storing. */
  readonly messages: readonly StoredMessage[]
  readonly lastPositions: ReadonlyMap<string, number>
}

interface ChannelRow {
  readonly id: string
  readonly kind: string
  readonly name: string
  readonly first_name: string | null
  readonly second_name: string | null
  readonly last_position: number
}

interface MessageRow {
  readonly channel_id: string
  readonly author_name: string
  readonly position: number
  readonly changed_position: number
  readonly text: string
  readonly edited_at: number | null
  readonly deleted_at: number | null
}

export function readStored(data: string): Stored {
  const database = new Database(join(data, 'parlance.sqlite'), { readonly: true, timeout: 10_000 })
  try {
    database.exec('BEGIN')
    const integrity = String(database.pragma('integrity_check', { simple: true }))
    const channels = database.prepare('SELECT * FROM channels').all() as ChannelRow[]
    const places = new Map(channels.map((channel) => [channel.id, placeOf(channel)]))
    const rows = database.prepare('SELECT * FROM messages ORDER BY seq').all() as MessageRow[]
    return {
      integrity,
      messages: rows.map((row) => messageOf(row, places.get(row.channel_id) ?? '?')),
      lastPositions: new Map(channels.map((channel) => [placeOf(channel), channel.last_position])),
    }
  } finally {
    database.close()
  }
}

export function pairPlace(one: string, other: string): string {
  return [one, other].sort().join(' ')
}

function placeOf({ kind, name, first_name: first, second_name: second }: ChannelRow): string {
  return kind === 'direct' ? pairPlace(first ?? '', second ?? '') : `#${name}`
}

function messageOf(row: MessageRow, place: string): StoredMessage {
  const { author_name: author, position, changed_position: changed, text, edited_at, deleted_at } = row
  return {
    ...{ place, author, position, changed },
    text: deleted_at === null ? text : null,
    edited: edited_at !== null,
  }
}
