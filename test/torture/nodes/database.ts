/** The database server of a torture run: it can go away and come back, and is read at the end. */
import pg from 'pg'
import { Postgres } from '../../support/postgres.ts'
import type { StoredText } from './check.ts'

export interface StoredEvidence {
  readonly stored: readonly StoredText[]
  readonly lastPositions: ReadonlyMap<string, number>
}

export interface TortureDatabase {
  readonly kind: 'postgres'
  readonly port: number
  /** As seen through a way that begins at this port. */
  url(port: number): string
  /** Cut off at once, as in a crash. */
  goAway(): Promise<void>
  comeBack(): Promise<void>
  read(): Promise<StoredEvidence>
  stop(): Promise<void>
}

/** Flushes as it ships: what a node acknowledged must be there when the server was killed. */
export async function tortureOnPostgres(): Promise<TortureDatabase> {
  const postgres = await Postgres.start([])
  const { database } = await postgres.database()
  return {
    kind: 'postgres',
    port: postgres.port,
    url: (port) => `postgres://postgres@127.0.0.1:${port}/${database}`,
    goAway: () => postgres.goAway(),
    comeBack: () => postgres.comeBack(),
    read: () => read(postgres.port, database),
    stop: () => postgres.stop(),
  }
}

async function read(port: number, database: string): Promise<StoredEvidence> {
  const client = new pg.Client({ host: '127.0.0.1', port, user: 'postgres', database })
  await client.connect()
  try {
    const messages = await client.query<Readonly<Record<'name' | 'text' | 'author' | 'position', string>>>(
      `SELECT c.name, m.text, m.author_name AS author, m.position::text
        FROM messages m JOIN channels c ON c.id = m.channel_id ORDER BY c.name, m.position`,
    )
    const channels = await client.query<Readonly<Record<'name' | 'last', string>>>(
      `SELECT name, last_position::text AS last FROM channels WHERE kind <> 'direct'`,
    )
    return {
      stored: messages.rows.map(({ name, text, author, position }) => ({
        place: `#${name}`,
        text,
        author,
        position: Number(position),
      })),
      lastPositions: new Map(channels.rows.map(({ name, last }) => [`#${name}`, Number(last)])),
    }
  } finally {
    await client.end()
  }
}
