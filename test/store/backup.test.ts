/** Backups of a store in use, and the way back. */
import { mkdirSync, readFileSync, statSync, writeFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { tableMeanings } from '../../scripts/database-meanings.ts'
import { BackupError, backupTo, restoreFrom } from '../../src/store/backup.ts'
import { databaseFile } from '../../src/store/database-file.ts'
import { migrations } from '../../src/store/migrations/index.ts'
import { openStore } from '../../src/store/open-store.ts'
import { addChannel, addUser, messageOf, rememberingLog, say, temporaryFolder } from './support.ts'

let place: ReturnType<typeof temporaryFolder>
const log = rememberingLog()
beforeEach(() => {
  place = temporaryFolder()
})
afterEach(() => place.remove())

const inside = (...names: string[]) => join(place.folder, ...names)

async function filledStore() {
  const store = await openStore({ file: inside('live.sqlite'), log })
  const channel = await addChannel(store, 'general')
  const john = await addUser(store, 'john', { channels: [channel.id] })
  for (let index = 0; index < 50; index += 1) await say(store, channel, john, `before ${index}`)
  return { store, channel, john }
}

describe('a backup', () => {
  it('taken while messages pour in is consistent, verified, and starts a server', async () => {
    const { store, channel, john } = await filledStore()
    const load = new AbortController()
    const pouring = (async () => {
      while (!load.signal.aborted) {
        await Promise.all([1, 2, 3].map(() => store.messages.append(messageOf(channel.id, john))))
      }
    })()
    const manifest = await backupTo(inside('backup'), { file: inside('live.sqlite'), log })
    load.abort()
    await pouring
    await store.close()
    expect(manifest.counts['messages']).toBeGreaterThanOrEqual(50)
    expect(manifest).toMatchObject({
      format: 1,
      schema: migrations.at(-1)?.name,
      counts: { users: 1, channels: 1 },
    })
    expect(readdirSync(inside('backup')).toSorted()).toEqual(['manifest.json', 'parlance.sqlite'])
    expect(statSync(databaseFile(inside('backup'))).mode & 0o777).toBe(0o600)

    expect(await restoreFrom(inside('backup'), inside('restored'), log)).toEqual(manifest)
    const restored = await openStore({ file: databaseFile(inside('restored')), log })
    const found = await restored.channels.access({ id: channel.id }, null, 1)
    expect(found?.channel.lastPosition).toBe(manifest.counts['messages'])
    const search = { user: john.id, text: 'before 49', channel: null, limit: 9 }
    expect(await restored.messages.search(search)).toHaveLength(1)
    expect((await say(restored, channel, john, 'life goes on')).position).toBe(
      (manifest.counts['messages'] ?? 0) + 1,
    )
    await restored.close()
  })

  it('counts the rows of every table', async () => {
    const { store } = await filledStore()
    const manifest = await backupTo(inside('backup'), { file: inside('live.sqlite'), log })
    await store.close()
    expect(Object.keys(manifest.counts).toSorted()).toEqual(Object.keys(tableMeanings).toSorted())
  })

  it('refuses a folder with something in it, a database that is not there, and one that is not one', async () => {
    const { store } = await filledStore()
    const file = inside('live.sqlite')
    await backupTo(inside('backup'), { file, log })
    await expect(backupTo(inside('backup'), { file, log })).rejects.toThrow(/is not empty/)
    await expect(backupTo(inside('b2'), { file: inside('absent'), log })).rejects.toThrow(/no database at/)
    writeFileSync(inside('letter'), 'not a database at all, only text '.repeat(50))
    await expect(backupTo(inside('b3'), { file: inside('letter'), log })).rejects.toThrow(/not a database/)
    await store.close()
  })
})

async function backedUp() {
  const { store } = await filledStore()
  await store.close()
  await backupTo(inside('backup'), { file: inside('live.sqlite'), log })
}

describe('a restore', () => {
  it('refuses a place with something in it, and touches nothing there', async () => {
    await backedUp()
    await expect(restoreFrom(inside('backup'), place.folder, log)).rejects.toThrow(/is not empty/)
    expect(readdirSync(place.folder)).not.toContain('parlance.sqlite')
  })

  it('refuses a backup in which one bit changed', async () => {
    await backedUp()
    const copy = databaseFile(inside('backup'))
    const bytes = readFileSync(copy)
    bytes.writeUInt8(bytes.readUInt8(bytes.length - 1) ^ 1, bytes.length - 1)
    writeFileSync(copy, bytes)
    await expect(restoreFrom(inside('backup'), inside('restored'), log)).rejects.toThrow(/SHA-256 differs/)
  })

  it('refuses a folder without a whole backup', async () => {
    await backedUp()
    const manifest = inside('backup', 'manifest.json')
    const text = readFileSync(manifest, 'utf8')
    writeFileSync(manifest, text.replace('"messages": 50', '"messages": 51'))
    await expect(restoreFrom(inside('backup'), inside('restored'), log)).rejects.toThrow(
      /rows of messages differs/,
    )
    expect(readdirSync(inside('restored'))).toEqual([])
    writeFileSync(manifest, text.slice(0, 40))
    await expect(restoreFrom(inside('backup'), inside('restored'), log)).rejects.toThrow(BackupError)
    await expect(restoreFrom(inside('nowhere'), inside('restored'), log)).rejects.toThrow(
      /no whole backup .* is missing$/,
    )
  })

  it('tells a backup that it may not read from one that is not whole', async () => {
    // Root may read anything but a folder.
    mkdirSync(inside('backup', 'manifest.json'), { recursive: true })
    await expect(restoreFrom(inside('backup'), inside('restored'), log)).rejects.toThrow(
      /cannot be read by this system user \(EISDIR\)$/,
    )
  })
})
