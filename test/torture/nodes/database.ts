/** The database server of a torture run: it can go away and come back, and is read at the end. */
import { Mariadb } from '../../support/mariadb.ts'
import { Postgres } from '../../support/postgres.ts'
import { readStoredFrom } from '../stored.ts'
import type { StoredText } from './check.ts'

export interface StoredEvidence {
  /** In the order of their places and positions. */
  readonly stored: readonly StoredText[]
  readonly lastPositions: ReadonlyMap<string, number>
}

export interface TortureDatabase {
  readonly port: number
  /** As seen through a way that begins at this port. */
  url(port: number): string
  /** Cut off at once, as in a crash. */
  goAway(): Promise<void>
  comeBack(): Promise<void>
  read(): Promise<StoredEvidence>
  stop(): Promise<void>
}

/** Both flush as they ship: what a node acknowledged must be there when the server was killed. */
const kinds = {
  postgres: () => Postgres.start([]),
  mariadb: () => Mariadb.start(['innodb-flush-log-at-trx-commit=1']),
} as const

export type TortureKind = keyof typeof kinds

export function isTortureKind(name: string): name is TortureKind {
  return Object.hasOwn(kinds, name)
}

export async function tortureOn(kind: TortureKind): Promise<TortureDatabase> {
  const server = await kinds[kind]()
  const { database } = await server.database()
  return {
    port: server.port,
    url: (port) => server.url(database).replace(`:${server.port}/`, `:${port}/`),
    goAway: () => server.goAway(),
    comeBack: () => server.comeBack(),
    async read() {
      const { integrity, messages, lastPositions } = await readStoredFrom(server, database)
      if (integrity !== 'ok') throw new Error(`the database is damaged: ${integrity}`)
      const stored = messages.map(({ place, author, position, text }) => ({
        ...{ place, author, position },
        text: text ?? '',
      }))
      return { stored: stored.toSorted(byPlace), lastPositions }
    },
    stop: () => server.stop(),
  }
}

function byPlace(one: StoredText, other: StoredText): number {
  return one.place.localeCompare(other.place) || one.position - other.position
}
