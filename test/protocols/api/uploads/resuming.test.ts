/** The tus protocol: whatever interrupts an upload, it goes on where it stopped, and nothing of it is anybody else's. */
import { createHash, randomBytes } from 'node:crypto'
import { request } from 'node:http'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startProcess, temporaryFolder } from '../../../process/server-process.ts'
import { freePort } from '../../../support/free-port.ts'
import { startApi, type ApiServer, type Page } from '../door/api-server.ts'
import { programOf, tus, tusAppend, tusCreate, tusOffset } from './bringing.ts'

let server: ApiServer
let ann: Page
let script: Readonly<Record<string, string>>

beforeAll(async () => {
  server = await startApi(['uploads.fileBytes=10000000'])
  ann = await server.register('ann')
  script = await programOf(ann)
})

afterAll(() => server.stop())

async function created(name: string, size: number): Promise<string> {
  const response = await tusCreate(server, script, { name, size })
  expect(response.status).toBe(201)
  return `http://${server.place}${response.headers.get('location') ?? ''}`
}

function digest(data: Uint8Array): string {
  return createHash('sha256').update(data).digest('hex')
}

/** Sends so much of a body that is announced to be longer, and breaks off. */
async function breakOff(
  address: string,
  { offset, bytes, of }: { offset: number; bytes: Buffer; of: number },
): Promise<void> {
  const headers = {
    ...script,
    ...tus,
    'Upload-Offset': String(offset),
    'Content-Type': 'application/offset+octet-stream',
    'Content-Length': String(of),
  }
  await new Promise<void>((resolve) => {
    const sending = request(address, { method: 'PATCH', headers })
    sending.on('error', () => resolve())
    sending.on('close', () => resolve())
    sending.write(bytes, () => setImmediate(() => sending.destroy()))
  })
}

test('an upload goes on where it broke off, and is what it was', async () => {
  const bytes = randomBytes(3_000_000)
  const address = await created('movie.bin', bytes.length)
  await breakOff(address, { offset: 0, bytes: bytes.subarray(0, 1_000_000), of: bytes.length })
  await expect.poll(() => tusOffset(address, script)).toBeGreaterThan(0)
  const offset = await tusOffset(address, script)
  const rest = await tusAppend(address, script, { offset, bytes: bytes.subarray(offset) })
  expect([rest.status, rest.headers.get('upload-offset')]).toEqual([200, String(bytes.length)])
  const { id } = (await rest.json()) as { id: string }
  const { message } = await ann.call('message.send', { channel: 'general', text: 'here', uploads: [id] })
  const response = await fetch(`http://${server.place}${message.uploads[0]?.address ?? ''}`)
  expect(Buffer.from(await response.arrayBuffer()).equals(bytes)).toBe(true)
})

test('what does not follow on what has come is refused, and harms nothing', async () => {
  const address = await created('x', 10)
  expect((await tusAppend(address, script, { offset: 0, bytes: Buffer.from('01234') })).status).toBe(204)
  for (const offset of [0, 4, 6, 10])
    expect((await tusAppend(address, script, { offset, bytes: Buffer.from('x') })).status).toBe(409)
  expect((await tusAppend(address, script, { offset: 5, bytes: Buffer.from('567890') })).status).toBe(413)
  expect(await tusOffset(address, script)).toBe(5)
  expect((await tusAppend(address, script, { offset: 5, bytes: Buffer.from('56789') })).status).toBe(200)
})

test('nobody else sees it, goes on with it or takes it away; its owner does', async () => {
  const address = await created('mine', 5)
  const eve = await programOf(await server.register('eve'))
  expect((await fetch(address, { method: 'HEAD', headers: { ...eve, ...tus } })).status).toBe(404)
  expect((await tusAppend(address, eve, { offset: 0, bytes: Buffer.from('evil!') })).status).toBe(404)
  expect((await fetch(address, { method: 'DELETE', headers: { ...eve, ...tus } })).status).toBe(404)
  expect((await fetch(address, { method: 'HEAD', headers: tus })).status).toBe(401)
  expect((await fetch(address, { method: 'DELETE', headers: { ...script, ...tus } })).status).toBe(204)
  expect((await fetch(address, { method: 'HEAD', headers: { ...script, ...tus } })).status).toBe(404)
})

test('what is too large is refused before anything is sent, in the words of the server', async () => {
  const response = await tusCreate(server, script, { name: 'x', size: 10_000_001 })
  expect([response.status, await response.json()]).toMatchObject([413, { code: 'upload-too-large' }])
})

test('kill -9 of the server in the middle: it goes on, to the identical digest', async () => {
  const folder = temporaryFolder()
  const port = await freePort()
  const start = async () => (await startProcess(folder.path, [`http.port=${port}`])).server
  let running = await start()
  try {
    const place = `127.0.0.1:${port}`
    const headers = { 'Content-Type': 'application/json', Origin: `http://${place}` }
    const body = JSON.stringify({ name: 'ann', password: 'correct horse battery' })
    const entered = await fetch(`http://${place}/api/user.register`, { method: 'POST', headers, body })
    const cookie = {
      Cookie: entered.headers.get('set-cookie')?.split(';', 1).join('') ?? '',
      Origin: `http://${place}`,
    }
    const bytes = randomBytes(8_000_000)
    const length = { 'Upload-Length': String(bytes.length), 'Upload-Metadata': `filename ${btoa('big.bin')}` }
    const made = await fetch(`http://${place}/api/uploads`, {
      method: 'POST',
      headers: { ...cookie, ...tus, ...length },
    })
    const address = `http://${place}${made.headers.get('location') ?? ''}`
    let offset = 0
    for (let part = 1; part < 4; part++) {
      expect(
        (await tusAppend(address, cookie, { offset, bytes: bytes.subarray(offset, part * 2_000_000) }))
          .status,
      ).toBe(204)
      await running.kill()
      running = await start()
      offset = await tusOffset(address, cookie)
      expect(offset).toBe(part * 2_000_000)
    }
    const { id } = (await (
      await tusAppend(address, cookie, { offset, bytes: bytes.subarray(offset) })
    ).json()) as { id: string }
    const said = await fetch(`http://${place}/api/message.send`, {
      method: 'POST',
      headers: { ...cookie, 'Content-Type': 'application/json' },
      body: JSON.stringify({ channel: 'general', text: '', uploads: [id] }),
    })
    const { message } = (await said.json()) as { message: { uploads: { address: string }[] } }
    const whole = await fetch(`http://${place}${message.uploads[0]?.address ?? ''}`)
    expect(digest(new Uint8Array(await whole.arrayBuffer()))).toBe(digest(bytes))
  } finally {
    await running.kill()
    folder.remove()
  }
}, 60_000)
