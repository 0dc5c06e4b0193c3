/** The store contract on PostgreSQL, and what holds where several nodes use it. */
import { afterAll, beforeAll, describe } from 'vitest'
import type { DatabaseServer } from '../../src/store/database-place.ts'
import { openStore, type OpenStore } from '../../src/store/open-store.ts'
import { hasPostgres, Postgres } from '../support/postgres.ts'
import { severalNodesContract } from './server-contract.ts'
import { storeContract } from './store-contract.ts'
import { rememberingLog } from './support.ts'

describe.runIf(hasPostgres)('the store on PostgreSQL', () => {
  let postgres: Postgres
  let server: DatabaseServer
  let store: OpenStore

  beforeAll(async () => {
    postgres = await Postgres.start()
    server = await postgres.database()
    await (await open()).close()
  }, 60_000)
  afterAll(() => postgres.stop())

  function open(): Promise<OpenStore> {
    return openStore({ server, log: rememberingLog() })
  }

  storeContract(async () => {
    await postgres.empty(server.database)
    store = await open()
    return store
  })

  describe('several nodes', () => {
    severalNodesContract(() => store, open)
  })
})
