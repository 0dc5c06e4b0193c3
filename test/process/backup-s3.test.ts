/** Files move from a folder to a store that speaks S3 and back, by the real commands. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { freePort } from '../support/free-port.ts'
import { S3Store, s3Bucket, s3Key } from '../support/s3-store.ts'
import { bringFile, broughtText } from './brought-file.ts'
import { ensureBuilt, parlance, startProcess, temporaryFolder, type Running } from './server-process.ts'

let store: S3Store
let folder: ReturnType<typeof temporaryFolder>
let running: Running | null = null

beforeAll(async () => {
  ensureBuilt()
  store = await S3Store.start()
})
beforeEach(() => {
  folder = temporaryFolder()
})
afterEach(async () => {
  await running?.kill()
  folder.remove()
})
afterAll(() => store.stop())

function inStore(prefix: string): readonly string[] {
  const file = join(folder.path, 'secret')
  writeFileSync(file, s3Key.secretKey)
  const { accessKey } = s3Key
  const options = { endpoint: store.endpoint, bucket: s3Bucket, accessKey, secretKeyFile: file, prefix }
  return Object.entries(options).map(([name, value]) => `uploads.s3.${name}=${value}`)
}

/** Starts a server, does something with it, ends it. */
async function during<Result>(
  data: string,
  { port, more = [] }: { port: number; more?: readonly string[] },
  run: (at: string) => Promise<Result>,
): Promise<Result> {
  const { server } = await startProcess(data, [`http.port=${port}`, ...more])
  running = server
  const result = await run(`http://127.0.0.1:${port}`)
  server.signal('SIGTERM')
  expect((await server.end()).code).toBe(0)
  running = null
  return result
}

function command(verb: string, where: string, options: readonly string[]) {
  return parlance([verb, ...options.flatMap((option) => ['--set', option]), where]).end()
}

test('a backup of a folder is restored into the store, one of the store into a folder; each server shows the files', async () => {
  const [first = '', second = '', third = '', copy = '', again = ''] = ['1', '2', '3', 'a', 'b'].map((name) =>
    join(folder.path, name),
  )
  const port = await freePort()
  const address = await during(first, { port }, bringFile)
  expect((await command('backup', copy, [`data=${first}`])).stdout).toMatch(/, 1 files in /)

  const options = [`data=${second}`, ...inStore('moved')]
  expect(await command('restore', copy, options)).toMatchObject({ code: 0, stderr: '' })
  expect(store.names()).toEqual([expect.stringMatching(/^moved\/[0-9a-f]{2}\/[0-9a-f]{64}$/)])
  const shown = async (at: string) => (await fetch(at + address)).text()
  await during(second, { port, more: inStore('moved') }, async (at) => {
    expect(await shown(at)).toBe(broughtText)
    const backup = await command('backup', again, options)
    expect([backup.code, backup.stderr]).toEqual([0, ''])
    expect(backup.stdout).toMatch(/, 1 files in /)
  })

  expect(await command('restore', again, [`data=${third}`])).toMatchObject({ code: 0, stderr: '' })
  await during(third, { port }, async (at) => expect(await shown(at)).toBe(broughtText))

  const refused = await command('restore', again, [`data=${join(folder.path, 'new')}`, ...inStore('moved')])
  expect(refused.code).toBe(1)
  expect(refused.stderr).toMatch(
    /^[^\n]*the bucket "files" holds files already[^\n]*another uploads\.s3\.prefix\n$/,
  )
}, 90_000)

test('without the store, and with a damaged copy: one line, exit 1', async () => {
  const [data = '', copy = ''] = ['data', 'copy'].map((name) => join(folder.path, name))
  await during(data, { port: await freePort() }, bringFile)
  await command('backup', copy, [`data=${data}`])
  const options = [`data=${join(folder.path, 'new')}`, ...inStore('damaged')]
  await store.goAway()
  const away = await command('restore', copy, options)
  expect(away.code).toBe(1)
  expect(away.stderr).toMatch(/^[^\n]*cannot be reached \(ECONNREFUSED\)[^\n]*\n$/)
  await store.comeBack()

  const digest = await digestIn(copy)
  writeFileSync(join(copy, 'uploads', digest.slice(0, 2), digest), 'something else')
  const damaged = await command('restore', copy, options)
  expect(damaged.code).toBe(1)
  expect(damaged.stderr).toMatch(/^[^\n]*is damaged[^\n]*\n$/)
  expect(store.names().filter((name) => name.startsWith('damaged/'))).toEqual([])
}, 90_000)

async function digestIn(copy: string): Promise<string> {
  const { DiskBlobs } = await import('../../src/blobs/disk.ts')
  for await (const path of new DiskBlobs(join(copy, 'uploads')).paths()) return path.slice(3)
  throw new Error('nothing was copied')
}
