/** Puts a dialect for a database server together: its pools, the look at whether it will do, and what all kinds share. */
import { type Kysely, sql } from 'kysely'
import type { Log } from '../../../core/ports.ts'
import { runProcedure } from '../../procedures.ts'
import type { Tables } from '../../tables.ts'
import { inTransaction } from '../../transaction.ts'
import type { Dialect, SchemaWords } from '../dialect.ts'
import type { ServerCapabilities } from './capabilities.ts'
import { Changes } from './changes.ts'
import { serverHotPaths } from './hot-paths.ts'
import { indexCopied } from './index-copied.ts'
import { OutageLog } from './outage-log.ts'
import type { DatabaseServer } from '../../../lib/database-server.ts'
import { readSecrets, type ServerSecrets } from './settings.ts'

export interface ServerOptions {
  readonly server: DatabaseServer
  readonly log: Log
}

export interface PoolOptions {
  readonly server: DatabaseServer
  readonly secrets: ServerSecrets
  readonly outages: OutageLog
  /** As many at once at most. */
  readonly connections: number
  /** For work that takes as long as it needs: migrations, copies. */
  readonly patient: boolean
}

/** Connections to a server of one kind, as Kysely asks for them. */
export interface ServerPool {
  readonly db: Kysely<Tables>
  /** Requests that wait for a connection. */
  waiting(): number
}

export interface ServerKind extends Omit<ServerCapabilities, 'db'>, Pick<Dialect, 'settleCopy'> {
  readonly schema: SchemaWords
  connect(options: PoolOptions): ServerPool
  /** Rejects, in words for the operator, when the server will not do. */
  demand(db: Kysely<Tables>, log: Log): Promise<void>
  /** Runs `work` while the connection holds the lock that all nodes of the database know. */
  alone<T>(holder: Kysely<Tables>, work: () => Promise<T>): Promise<T>
}

/** One holds the lock of whoever changes the schema, the other changes it. */
const patientConnections = 2

export async function openServer(kind: ServerKind, { server, log }: ServerOptions): Promise<Dialect> {
  const made = { server, secrets: await readSecrets(server), outages: new OutageLog(log) }
  const usual = kind.connect({ ...made, connections: server.connections, patient: false })
  const patient = kind.connect({ ...made, connections: patientConnections, patient: true })
  const { db } = usual
  const close = async () => {
    await Promise.all([db.destroy(), patient.db.destroy()])
  }
  await kind.demand(db, log).catch(async (error: unknown) => {
    await close()
    throw error
  })
  const capabilities: ServerCapabilities = { db, index: kind.index, lockPositions: kind.lockPositions }
  const changes = new Changes(capabilities)
  return {
    ...serverHotPaths(capabilities, changes),
    db,
    read: async (query) => (await db.executeQuery(query)).rows,
    procedure: (name, ...given) => inTransaction(db, (transaction) => runProcedure(transaction, name, given)),
    patient: patient.db,
    schema: kind.schema,
    larger: (left, right) => sql<number>`greatest(${left}, ${right})`,
    copyTo: null,
    indexCopied: (transaction, seqs) => indexCopied(transaction, kind.index, seqs),
    settleCopy: (transaction) => kind.settleCopy(transaction),
    alone: (work) => patient.db.connection().execute((holder) => kind.alone(holder, work)),
    async ping() {
      await db.selectFrom('users').select('id').limit(1).execute()
    },
    waiting: () => changes.waiting + usual.waiting(),
    close,
  }
}

/** A pool of one connection that has all the time it needs. */
export async function connectOnce(
  kind: Pick<ServerKind, 'connect'>,
  { server, log }: ServerOptions,
): Promise<Kysely<Tables>> {
  const made = { server, secrets: await readSecrets(server), outages: new OutageLog(log) }
  return kind.connect({ ...made, connections: 1, patient: true }).db
}
