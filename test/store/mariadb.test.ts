/** The store contract on MariaDB, and what holds where several nodes use it. */
import { afterAll, beforeAll, describe } from 'vitest'
import type { DatabaseServer } from '../../src/store/database-place.ts'
import { openStore, type OpenStore } from '../../src/store/open-store.ts'
import { hasMariadb, Mariadb } from '../support/mariadb.ts'
import { severalNodesContract } from './server-contract.ts'
import { storeContract } from './store-contract.ts'
import { rememberingLog } from './support.ts'

describe.runIf(hasMariadb)('the store on MariaDB', () => {
  let mariadb: Mariadb
  let server: DatabaseServer
  let store: OpenStore

  beforeAll(async () => {
    mariadb = await Mariadb.start()
    server = await mariadb.database()
    await (await open()).close()
  }, 60_000)
  afterAll(() => mariadb.stop())

  function open(): Promise<OpenStore> {
    return openStore({ server, log: rememberingLog() })
  }

  storeContract(async () => {
    await mariadb.empty(server.database)
    store = await open()
    return store
  })

  describe('several nodes', () => {
    severalNodesContract(() => store, open)
  })
})
