/** A database server that goes away, cuts connections or locks: requests are refused in time, nothing leaks, and all goes on. */
import { expect, test, vi } from 'vitest'
import { openStore } from '../../src/store/open-store.ts'
import type { TestServer } from '../support/database-server.ts'
import { addChannel, addUser, messageOf, refusalOf, rememberingLog } from './support.ts'

async function isBack(append: () => Promise<string>): Promise<void> {
  await vi.waitUntil(async () => (await append()) === 'not refused', { timeout: 15_000 })
}

/** A store on a new database of the server, with somebody who can say something. */
export async function faultScene(server: TestServer, connections = 4) {
  const log = rememberingLog()
  const place = { ...(await server.database()), connections }
  const store = await openStore({ server: place, log })
  const john = await addUser(store, 'john')
  const tea = await addChannel(store, 'tea', { owner: john.id })
  const append = () => refusalOf(store.messages.append(messageOf(tea.id, john)))
  return { store, john, tea, append, log, database: place.database }
}

/** Those that migrations use. */
const besides = 2

export function faultsContract(server: () => TestServer): void {
  test('connections that are cut under load refuse what they carried, and are replaced', async () => {
    const { store, append, log } = await faultScene(server())
    for (let round = 0; round < 5; round += 1) {
      const under = Array.from({ length: 50 }, append)
      const reads = Array.from({ length: 50 }, () => refusalOf(store.users.count()))
      await server().cutConnections()
      for (const answer of await Promise.all([...under, ...reads]))
        expect(['not refused', 'storage-unavailable']).toContain(answer)
      await isBack(append)
    }
    expect(await server().connected()).toBeLessThanOrEqual(4 + besides)
    expect(
      log.lines.filter(({ message }) => message === 'the database does not answer').length,
    ).toBeGreaterThan(0)
    await store.close()
  }, 60_000)

  test('connections that are cut while nobody asks anything are replaced without a word', async () => {
    const { store, append } = await faultScene(server())
    await Promise.all(Array.from({ length: 20 }, () => store.users.count()))
    await server().cutConnections()
    await vi.waitUntil(async () => (await server().connected()) === 0, { timeout: 15_000 })
    await isBack(append)
    await store.close()
  }, 60_000)

  test('one that is away is told of once, and again when it is back', async () => {
    const { store, append, log } = await faultScene(server())
    await server().goAway()
    for (let tries = 0; tries < 5; tries += 1) expect(await append()).toBe('storage-unavailable')
    await expect(store.ping()).rejects.toMatchObject({ code: 'storage-unavailable' })
    await server().comeBack()
    await isBack(append)
    await store.ping()
    const told = log.lines
      .map(({ message }) => message)
      .filter((message) => message.startsWith('the database '))
    expect(told.filter((message) => message !== 'the database schema was changed')).toEqual([
      'the database does not answer',
      'the database answers again',
    ])
    await store.close()
  }, 60_000)

  test('a node that has gone silent in the middle of a change holds nobody up for long', async () => {
    const { store, append, tea, database } = await faultScene(server())
    const silent = await server().lockChannel(database, tea.id)
    const waiting = append()
    expect(await refusalOf(store.users.count())).toBe('not refused')
    expect(await waiting).toBe('not refused')
    await silent.end()
    await store.close()
  }, 60_000)

  test('no more connections than there is room for', async () => {
    const { store } = await faultScene(server(), 2)
    const reads = Array.from({ length: 500 }, () => store.users.count())
    expect(new Set(await Promise.all(reads)).size).toBe(1)
    expect(await server().connected()).toBeLessThanOrEqual(2 + besides)
    await store.close()
  })
}
