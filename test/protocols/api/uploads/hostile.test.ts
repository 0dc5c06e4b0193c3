/** Files made to harm: refused, or kept as something that cannot. */
import { deflateSync } from 'node:zlib'
import { readdirSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startApi, type ApiServer } from '../door/api-server.ts'
import { programOf, share } from './bringing.ts'

let server: ApiServer
let script: Readonly<Record<string, string>>

beforeAll(async () => {
  server = await startApi()
  script = await programOf(await server.register('mallory'))
})

afterAll(() => server.stop())

async function served(bytes: Uint8Array | string, name: string) {
  const { shown } = await share(server, script, { name, bytes })
  const response = await fetch(`http://${server.place}${shown.address}`)
  const headers = Object.fromEntries(response.headers)
  return {
    shown,
    type: headers['content-type'] ?? '',
    disposition: headers['content-disposition'] ?? '',
    headers,
  }
}

const page = '<!doctype html><script>alert(1)</script>'

describe('no page is ever shown in place', () => {
  test.each([
    ['HTML', 'x.html', page],
    ['HTML that calls itself a picture', 'x.png', page],
    ['SVG', 'x.svg', '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'],
    [
      'SVG with a head',
      'x.svg',
      '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
    ],
    ['XHTML', 'x.xhtml', '<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"/>'],
    [
      'PDF with a program',
      'x.pdf',
      '%PDF-1.4\n1 0 obj<</OpenAction<</S/JavaScript/JS(app.alert(1))>>>>endobj',
    ],
    ['a program', 'x.js', 'alert(1)'],
  ])('%s is saved, not opened', async (_what, name, bytes) => {
    const { type, disposition, headers } = await served(bytes, name)
    expect(disposition).toMatch(/^attachment/)
    expect(type).not.toMatch(/html|xml|svg|javascript/)
    expect(headers['x-content-type-options']).toBe('nosniff')
    expect(headers['content-security-policy']).toMatch(/^sandbox; default-src 'none'/)
  })

  test.each([
    ['a GIF that is a program as well', 'GIF89a/*', '*/=1;alert(1)'],
    ['a GIF that is a page as well', 'GIF89a', page],
  ])('%s is a picture to everybody, or nothing', async (_what, front, back) => {
    const { type, headers, shown } = await served(`${front}${back}`, 'x.gif')
    expect(type).toBe('image/gif')
    expect(shown.thumbnails).toEqual([])
    expect(headers['x-content-type-options']).toBe('nosniff')
    expect(headers['content-security-policy']).toContain('sandbox')
  })

  test('what a picture carries besides is not in what is shown of it', async () => {
    const plain = await sharp({ create: { width: 50, height: 50, channels: 3, background: 'red' } })
      .jpeg()
      .toBuffer()
    const comment = Buffer.concat([Buffer.from([0xff, 0xfe, 0, page.length + 2]), Buffer.from(page)])
    const bytes = Buffer.concat([plain.subarray(0, 2), comment, plain.subarray(2), Buffer.from(page)])
    const { shown } = await served(bytes, 'x.jpg')
    const small = await fetch(`http://${server.place}${shown.thumbnails[0]?.address ?? ''}`)
    expect(Buffer.from(await small.arrayBuffer()).includes('alert')).toBe(false)
  })
})

/** A PNG that says it is so large, and holds no more than a few rows. */
function lyingPng(width: number, height: number): Buffer {
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  head.set([8, 2, 0, 0, 0], 8)
  const data = deflateSync(Buffer.alloc(100_000))
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', head),
    chunk('IDAT', data),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type), data])
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(data.length)
  sum.writeUInt32BE(crc(body))
  return Buffer.concat([length, body, sum])
}

function crc(bytes: Buffer): number {
  let sum = 0xffffffff
  for (const byte of bytes) {
    sum ^= byte
    for (let bit = 0; bit < 8; bit++) sum = sum & 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1
  }
  return (sum ^ 0xffffffff) >>> 0
}

describe('a picture that', () => {
  test.each([
    ['would fill all memory', lyingPng(60_000, 60_000)],
    ['says that it is larger than it is', lyingPng(2000, 2000)],
    ['ends after its head', lyingPng(10, 10).subarray(0, 40)],
    ['is nothing but a beginning', Buffer.from([0xff, 0xd8, 0xff, 0xe0])],
  ])('%s is kept as a file, and the server goes on', async (_what, bytes) => {
    const { shown } = await served(bytes, 'x.png')
    expect(shown).toMatchObject({ size: bytes.length, thumbnails: [], preview: null })
    const good = await sharp({ create: { width: 20, height: 20, channels: 3, background: 'blue' } })
      .png()
      .toBuffer()
    expect((await served(good, 'good.png')).shown.thumbnails).toHaveLength(1)
  })
})

describe('a name', () => {
  test.each([
    ['../../../etc/passwd', 'passwd'],
    ['..\\..\\windows\\system.ini', 'system.ini'],
    ['.htaccess', 'htaccess'],
    ['...', 'file'],
    ['/', 'file'],
    ['a\u0000b.png', 'ab.png'],
    ['in\r\nSet-Cookie: a=b', 'in Set-Cookie_ a=b'],
    ['\u202egnp.exe', '_gnp.exe'],
    ['quo"te.txt', 'quo_te.txt'],
    [`${'é'.repeat(300)}.jpeg`, `${'é'.repeat(97)}.jpeg`],
    ['日本.txt', '日本.txt'],
  ])('%j becomes one that leads nowhere', async (name, expected) => {
    const query = `?channel=general&name=${encodeURIComponent(name)}`
    const response = await fetch(`http://${server.place}/api/uploads${query}`, {
      method: 'POST',
      headers: script,
      body: 'x',
    })
    const { message } = (await response.json()) as {
      message: { uploads: { name: string; address: string }[] }
    }
    expect(message.uploads[0]?.name).toBe(expected)
    const file = await fetch(`http://${server.place}${message.uploads[0]?.address ?? ''}`)
    expect([file.status, await file.text()]).toEqual([200, 'x'])
    expect(readdirSync(server.inner.data)).not.toContain(expected)
  })

  test.each([
    '/files/',
    '/files/x/y',
    '/files/../../etc/passwd',
    '/files/%2e%2e%2f%2e%2e/x',
    '/files/x/small/480',
    '/files/x/small/..',
  ])('at %s there is nothing', async (path) => {
    const response = await fetch(`http://${server.place}${path}`)
    expect(response.headers.get('content-type')).not.toMatch(/octet|image/)
    expect(await response.text()).not.toContain('root:')
  })
})

function headOf(length: number): string {
  const lines = [
    'PUT /api/uploads/lie HTTP/1.1',
    'Host: x',
    `Authorization: ${script['Authorization'] ?? ''}`,
  ]
  return `${[...lines, `Content-Length: ${length}`].join('\r\n')}\r\n\r\n`
}

test('a length that is not true leaves nothing behind', async () => {
  const port = Number(server.place.split(':')[1])
  const coming = join(server.inner.data, 'uploads', 'coming')
  await new Promise<void>((resolve) => {
    const socket = connect(port, '127.0.0.1', () =>
      socket.write(`${headOf(1000)}too short`, () => socket.destroySoon()),
    )
    socket.on('close', () => resolve())
    socket.on('error', () => resolve())
    socket.resume()
  })
  await expect.poll(() => readdirSync(coming)).toEqual([])
})
