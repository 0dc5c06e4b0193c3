/** Files of a server that has them scanned: what is refused, in which words, what stays of it, and who learns of it. */
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { register } from '../../../door/line-client.ts'
import { readExposition, valueOf } from '../../../observe/exposition.ts'
import { FakeClamd, marker, signature } from '../../../support/fake-clamd.ts'
import { startApi, type ApiServer, type Page } from '../door/api-server.ts'
import { programOf, put, share, tus, tusAppend, tusCreate } from './bringing.ts'

let clamd: FakeClamd
let server: ApiServer
let ann: Page
let script: Readonly<Record<string, string>>

beforeAll(async () => {
  clamd = await FakeClamd.onPort()
  server = await startApi([`uploads.scan.clamd=${clamd.place}`])
  ann = await server.register('ann')
  script = await programOf(ann)
  await server.command('/grant ann admin')
})
afterEach(async () => {
  clamd.trouble = null
  await clamd.goAway()
  await clamd.comeBack()
})
afterAll(async () => {
  await server.inner.stop()
  await clamd.goAway()
})

/** Files of this machine that are there for uploads. */
function lying(): readonly string[] {
  const found = readdirSync(join(server.inner.data, 'uploads'), { recursive: true, withFileTypes: true })
  return found.filter((entry) => entry.isFile()).map(({ name }) => name)
}

async function used(): Promise<number> {
  return (await ann.call('upload.show-quota', {})).used
}

async function created(name: string, size: number): Promise<string> {
  const { headers } = await tusCreate(server, script, { name, size })
  return `http://${server.place}${headers.get('location') ?? ''}`
}

function ask(address: string): Promise<Response> {
  return fetch(address, { method: 'HEAD', headers: { ...script, ...tus } })
}

async function scans(result: string): Promise<number> {
  const figures = readExposition(await server.inner.running.observed.metrics.text())
  return valueOf(figures, 'parlance_upload_scans_total', { result })
}

const infected = { code: 'upload-infected', details: { signature } }
const notScanned = { code: 'upload-not-scanned' }

test('a clean file comes whole, after clamd has seen all of it', async () => {
  const [before, seen] = [await scans('clean'), clamd.files.length]
  const { shown } = await share(server, script, { name: 'notes.txt', bytes: 'harmless' })
  expect(await (await fetch(`http://${server.place}${shown.address}`)).text()).toBe('harmless')
  expect(clamd.files.slice(seen).map(String)).toEqual(['harmless'])
  expect(await scans('clean')).toBe(before + 1)
})

describe('a file in which something is found', () => {
  test('is refused by its name, nothing of it stays, and operators can read of it', async () => {
    const before = [await scans('infected'), lying(), await used()]
    const query = '?channel=general'
    const refused = await put(server, script, { name: 'game.exe', bytes: `x${marker}`, query })
    const message = `the virus scanner has found ${signature} in it: nothing of the file was kept`
    expect([refused.status, await refused.json()]).toMatchObject([422, { ...infected, message }])
    expect([(await scans('infected')) - 1, lying(), await used()]).toEqual(before)
    const { entries } = await ann.call('audit.list', { limit: 1 })
    const written = { by: 'server', action: 'upload.reject', subject: 'ann' }
    expect(entries).toMatchObject([{ ...written, reason: signature, details: 'file game.exe' }])
    const warned = server.inner.log.filter(({ level }) => level === 'warn')
    expect(warned.map(({ fields }) => fields)).toContainEqual(expect.objectContaining({ signature }))
    expect(await server.inner.running.observed.metrics.text()).not.toContain('game.exe')
  })

  test('is refused as well when it came in pieces, and is not there any more', async () => {
    const before = lying()
    const bytes = Buffer.from(`before ${marker} after`)
    const address = await created('game.exe', bytes.length)
    await tusAppend(address, script, { offset: 0, bytes: bytes.subarray(0, 10) })
    const last = await tusAppend(address, script, { offset: 10, bytes: bytes.subarray(10) })
    expect([last.status, await last.json()]).toMatchObject([422, infected])
    expect((await ask(address)).status).toBe(404)
    expect(lying()).toEqual(before)
  })

  test('is refused to those who talk from a terminal', async () => {
    const bob = await register(server.inner.port, 'bob')
    bob.say('/upload')
    const address = /http\S+$/.exec(await bob.waitFor(/curl -T FILE http\S+$/))?.[0] ?? ''
    const refused = await fetch(`${address}game.exe`, { method: 'PUT', body: marker })
    expect([refused.status, await refused.json()]).toMatchObject([422, infected])
    bob.destroy()
  })
})

test('what clamd does not take whole is refused, and the words say whose limit it is', async () => {
  clamd.trouble = { is: 'limit', bytes: 10 }
  const refused = await put(server, script, { name: 'film.bin', bytes: 'longer than ten bytes' })
  expect([refused.status, await refused.json()]).toMatchObject([
    413,
    {
      code: 'upload-too-large-to-scan',
      message: expect.stringContaining(
        'more than the virus scanner looks through (its limit StreamMaxLength)',
      ),
    },
  ])
  expect(await scans('too-large')).toBe(1)
})

describe('without clamd', () => {
  test('a file is refused in clear words, and nothing of it stays', async () => {
    await clamd.goAway()
    const before = lying()
    const refused = await put(server, script, { name: 'a.txt', bytes: 'harmless too' })
    expect([refused.status, await refused.json()]).toMatchObject([503, notScanned])
    expect(lying()).toEqual(before)
    expect((await fetch(`http://${server.place}/readyz`)).status).toBe(200)
    expect(await scans('failed')).toBe(1)
    const lines = server.inner.log.filter(({ message }) => message.startsWith('files are not scanned'))
    expect(lines).toHaveLength(1)
  })

  test('one in pieces waits, whole, and is taken when clamd is back; asked for by HEAD, or by nothing more', async () => {
    for (const finish of [
      ask,
      (address: string) => tusAppend(address, script, { offset: 5, bytes: Buffer.alloc(0) }),
    ]) {
      const address = await created('b.txt', 5)
      await clamd.goAway()
      const last = await tusAppend(address, script, { offset: 0, bytes: Buffer.from('hello') })
      expect([last.status, await last.json()]).toMatchObject([503, notScanned])
      expect((await ask(address)).status).toBe(503)
      await clamd.comeBack()
      expect((await finish(address)).status).toBe(200)
      const upload = address.split('/').at(-1) ?? ''
      const said = await ann.call('message.send', { channel: 'general', text: '', uploads: [upload] })
      expect(said.message.uploads).toMatchObject([{ name: 'b.txt', type: 'text/plain' }])
    }
  })

  test('one that waited and is found to be infected then is gone', async () => {
    const address = await created('c.txt', marker.length)
    clamd.trouble = { is: 'hang-up' }
    const last = await tusAppend(address, script, { offset: 0, bytes: Buffer.from(marker) })
    expect(last.status).toBe(503)
    clamd.trouble = null
    expect((await ask(address)).status).toBe(422)
    expect((await ask(address)).status).toBe(404)
  })
})

test('where files are scanned, and what happens without, may change while the server runs', async () => {
  await clamd.goAway()
  const place = `uploads.scan.clamd=${clamd.place}`
  const bring = async () => (await put(server, script, { name: 'd.txt', bytes: marker })).status
  await server.inner.reconfigure([place, 'irc.enabled=false', 'uploads.scan.unscanned=keep'])
  expect(await bring()).toBe(201)
  await server.inner.reconfigure(['irc.enabled=false'])
  expect(await bring()).toBe(201)
  await server.inner.reconfigure([place, 'irc.enabled=false'])
  expect(await bring()).toBe(503)
  await clamd.comeBack()
  expect(await bring()).toBe(422)
})
