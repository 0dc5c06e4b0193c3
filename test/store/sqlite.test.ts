/** The store contract on SQLite. */
import { afterAll, describe } from 'vitest'
import { join } from 'node:path'
import { openStore } from '../../src/store/open-store.ts'
import { storeContract } from './store-contract.ts'
import { newId, rememberingLog, temporaryFolder } from './support.ts'

describe('the store on SQLite', () => {
  const { folder, remove } = temporaryFolder()
  afterAll(remove)
  storeContract(() =>
    openStore({ file: join(folder, `${newId<string>('db')}.sqlite`), log: rememberingLog() }),
  )
})
