/** The store contract on SQLite. */
import { afterAll, describe, expect, it } from 'vitest'
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

  it('gives two that ask at once for a secret the same one', async () => {
    const file = join(folder, 'shared.sqlite')
    await (await openStore({ file, log: rememberingLog() })).close()
    const nodes = [
      await openStore({ file, log: rememberingLog() }),
      await openStore({ file, log: rememberingLog() }),
    ]
    const secrets = await Promise.all(nodes.map((node) => node.secret('cloak')))
    expect(new Set(secrets).size).toBe(1)
    for (const node of nodes) await node.close()
  })
})
