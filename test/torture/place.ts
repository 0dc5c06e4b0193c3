/** Where the servers of the kill test keep what people say: in a file, or on a database server that is killed now and then too. */
import { setTimeout } from 'node:timers/promises'
import type { TestServer } from '../support/database-server.ts'
import { mariadb, postgres, type DatabaseServerKind } from '../support/database-servers.ts'
import { readStored, readStoredFrom, type Stored } from './stored.ts'

export interface KillPlace {
  /** As `--set` takes them. */
  readonly settings: readonly string[]
  read(): Promise<Stored>
  /** Kills the database server; `null`: it ends with the server. */
  readonly crash: (() => Promise<void>) | null
  /** Resolves when the database is there and nothing that a killed server asked for is under way. */
  settled(): Promise<void>
  close(): Promise<void>
}

const nothing = () => Promise.resolve()

export function embeddedPlace(data: string): Promise<KillPlace> {
  const read = () => Promise.resolve(readStored(data))
  return Promise.resolve({ settings: [], read, crash: null, settled: nothing, close: nothing })
}

export async function placeOn({ start }: DatabaseServerKind): Promise<KillPlace> {
  const server = await start()
  const { database } = await server.database()
  let isAway = false
  return {
    settings: [`database.url=${server.url(database)}`],
    read: () => readStoredFrom(server, database),
    async crash() {
      isAway = true
      await server.goAway()
    },
    async settled() {
      if (isAway) await server.comeBack()
      isAway = false
      await nobodyOn(server)
    },
    close: () => server.stop(),
  }
}

const deadlineMs = 15_000
const lookEveryMs = 20

/** A database server notices by itself that a client is gone, and ends what it had begun: there is no telling when but to ask. */
async function nobodyOn(server: TestServer): Promise<void> {
  for (let waited = 0; (await server.connected()) > 0; waited += lookEveryMs) {
    if (waited > deadlineMs) throw new Error('connections of a server that was killed are still there')
    await setTimeout(lookEveryMs)
  }
}

/** `undefined` where there is none of this name. */
export function placeNamed(name: string): ((data: string) => Promise<KillPlace>) | undefined {
  if (name === 'postgres') return () => placeOn(postgres)
  if (name === 'mariadb') return () => placeOn(mariadb)
  return name === 'sqlite' ? embeddedPlace : undefined
}
