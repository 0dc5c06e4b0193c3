/** What the database holds, read beside the running server. */
import { join } from 'node:path'
import Database from 'better-sqlite3'
import type { TestServer } from '../support/database-server.ts'

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
  readonly last_position: number | string
}

interface MessageRow {
  readonly channel_id: string
  readonly author_name: string
  readonly position: number | string
  readonly changed_position: number | string
  readonly text: string
  readonly edited_at: number | null
  readonly deleted_at: number | null
}

export function readStored(data: string): Stored {
  const database = new Database(join(data, 'parlance.sqlite'), { readonly: true, timeout: 10_000 })
  try {
    database.exec('BEGIN')
    const integrity = String(database.pragma('integrity_check', { simple: true }))
    const channels = database.prepare(channelRows).all() as ChannelRow[]
    const messages = database.prepare(messageRows).all() as MessageRow[]
    return storedFrom({ integrity, channels, messages })
  } finally {
    database.close()
  }
}

/** For database servers; nobody writes meanwhile. */
export async function readStoredFrom(server: TestServer, database: string): Promise<Stored> {
  const integrity = await server.integrity(database)
  const channels = (await server.ask(channelRows, database)) as unknown as ChannelRow[]
  const messages = (await server.ask(messageRows, database)) as unknown as MessageRow[]
  return storedFrom({ integrity, channels, messages })
}

const channelRows = 'SELECT id, kind, name, first_name, second_name, last_position FROM channels'
const messageRows = `SELECT channel_id, author_name, position, changed_position, text, edited_at, deleted_at
  FROM messages ORDER BY seq`

interface Rows {
  readonly integrity: string
  readonly channels: readonly ChannelRow[]
  readonly messages: readonly MessageRow[]
}

function storedFrom({ integrity, channels, messages }: Rows): Stored {
  const places = new Map(channels.map((channel) => [channel.id, placeOf(channel)]))
  return {
    integrity,
    messages: messages.map((row) => messageOf(row, places.get(row.channel_id) ?? '?')),
    // Drivers that are not asked otherwise give large numbers as texts.
    lastPositions: new Map(channels.map((channel) => [placeOf(channel), Number(channel.last_position)])),
  }
}

export function pairPlace(one: string, other: string): string {
  return [one, other].sort().join(' ')
}

function placeOf({ kind, name, first_name: first, second_name: second }: ChannelRow): string {
  return kind === 'direct' ? pairPlace(first ?? '', second ?? '') : `#${name}`
}

function messageOf(row: MessageRow, place: string): StoredMessage {
  const { author_name: author, position, changed_position, text, edited_at, deleted_at } = row
  return {
    ...{ place, author, position: Number(position), changed: Number(changed_position) },
    text: deleted_at === null ? text : null,
    edited: edited_at !== null,
  }
}
