/** What previews may cost: time, bytes, requests and room, whatever is behind a link. */
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { startApi, type ApiServer } from '../../protocols/api/door/api-server.ts'
import { FakeClamd, marker } from '../../support/fake-clamd.ts'
import { ManualClock } from '../../support/manual-clock.ts'
import { Internet } from './internet.ts'
import {
  channel,
  hasPicture,
  listening,
  newest,
  picture,
  previewsOf,
  said,
  staysBare,
  withServer,
} from './preview-server.ts'

test('what is too large, too slow, packed to burst, no picture, or made to break a decoder is left out, and nothing else suffers', async () => {
  await withServer(
    async (server, internet) => {
      const ann = await server.register('ann')
      const socket = await listening(ann)
      const page = (path: string, image: string) =>
        internet.hasPage(path, `<title>${path}</title><meta property="og:image" content="${image}">`)
      const good = await picture(300, 200)
      hasPicture(internet, '/huge.png', Buffer.concat([good, Buffer.alloc(100_000)]))
      internet.has('/burst.png', (response) =>
        response
          .writeHead(200, { 'Content-Type': 'image/png', 'Content-Encoding': 'gzip' })
          .end(gzipSync(Buffer.alloc(200_000_000))),
      )
      internet.has('/slow.png', (response) =>
        response.writeHead(200, { 'Content-Type': 'image/png' }).write('x'),
      )
      hasPicture(internet, '/text.png', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'))
      hasPicture(internet, '/svg', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), 'image/svg+xml')
      internet.hasPage('/html.png', '<title>x</title>')
      hasPicture(internet, '/bomb.png', bomb(good))
      for (const broken of [
        '/huge.png',
        '/burst.png',
        '/slow.png',
        '/text.png',
        '/svg',
        '/html.png',
        '/bomb.png',
        '/none',
        'http://127.0.0.1:1/x.png',
        'javascript:alert(1)',
        'http://[',
      ])
        expect(
          await previewsOf(socket, await said(ann, page(`/with-${broken.replaceAll(/\W/g, '')}`, broken))),
        ).toMatchObject([{ kind: 'page', picture: null }])
      const large = internet.hasPage('/large', `<title>Large</title>${'<!-- x -->'.repeat(1_000_000)}`)
      expect(await previewsOf(socket, await said(ann, large))).toMatchObject([{ title: 'Large' }])
      for (const nothing of ['/huge.png', '/slow.png', '/text.png', '/none', '/empty'])
        await staysBare(
          ann,
          socket,
          await said(ann, internet.has('/empty', (response) => response.end()).replace('/empty', nothing)),
          internet,
        )
      expect(await newest(ann)).toMatchObject({ previews: [{ title: 'Fence' }] })
      // What was fetched and is not kept lies nowhere.
      const coming = join(server.inner.data, 'uploads', 'coming-pictures')
      await expect.poll(() => readdir(coming), { timeout: 5000 }).toEqual([])
      expect(await formsIn(server)).toEqual([])
    },
    ['previews.pictureBytes=65536', 'previews.seconds=1', 'previews.perMinute=1000'],
  )
}, 60_000)

async function formsIn(server: ApiServer): Promise<readonly string[]> {
  const there = await readdir(join(server.inner.data, 'uploads'), { recursive: true })
  return there.filter((file) => file.endsWith('.webp'))
}

/** Says that it is 100 times as wide and high as it is. */
function bomb(png: Buffer): Buffer {
  const made = Buffer.from(png)
  made.writeUInt32BE(60_000, 16)
  made.writeUInt32BE(60_000, 20)
  return made
}

test('a picture in which the scanner finds something is left out, and its page shown without', async () => {
  const clamd = await FakeClamd.onPort()
  try {
    await withServer(
      async (server, internet) => {
        const ann = await server.register('ann')
        const socket = await listening(ann)
        const good = await picture(300, 200)
        for (const [name, bytes] of [
          ['good', good],
          ['bad', Buffer.concat([good, Buffer.from(marker)])],
        ] as const) {
          hasPicture(internet, `/${name}.png`, bytes)
          const head = `<title>${name}</title><meta property="og:image" content="/${name}.png">`
          const [preview] = await previewsOf(socket, await said(ann, internet.hasPage(`/${name}`, head)))
          expect([preview?.title, preview?.picture !== null]).toEqual([name, name === 'good'])
        }
        expect(await formsIn(server)).toHaveLength(1)
      },
      [`uploads.scan.clamd=${clamd.place}`],
    )
  } finally {
    await clamd.goAway()
  }
})

test('one person gets so many links looked at in a minute, and only so many are looked at at once', async () => {
  await withServer(
    async (server, internet) => {
      const ann = await server.register('ann')
      const socket = await listening(ann)
      const links = Array.from({ length: 12 }, (_, index) =>
        internet.hasPage(`/${index}`, `<title>${index}</title>`),
      )
      await Promise.all(links.map((link) => said(ann, link)))
      await expect.poll(() => socket.facts('message.previewed').length).toBe(10)
      const bob = await server.register('bob')
      await previewsOf(socket, await said(bob, internet.hasPage('/bob', '<title>Bob</title>')))
      expect(socket.facts('message.previewed')).toHaveLength(11)
      expect(internet.mostOpen).toBeLessThanOrEqual(2)
    },
    ['previews.perMinute=10', 'previews.atOnce=2'],
  )
})

test('what no message shows any more is cleared away after its time, with its picture; what one shows stays', async () => {
  const clock = new ManualClock()
  const internet = await Internet.open()
  const server = await startApi([`previews.allowedHosts=["${internet.host}"]`], { clock })
  try {
    const ann = await server.register('ann')
    const socket = await listening(ann)
    const same = await picture(300, 200)
    const kept = await said(ann, hasPicture(internet, '/kept.png', same))
    const gone = await said(ann, hasPicture(internet, '/gone.png', await picture(200, 300)))
    const twin = await said(ann, hasPicture(internet, '/twin.png', same))
    const addresses: string[] = []
    for (const message of [kept, gone, twin])
      addresses.push((await previewsOf(socket, message))[0]?.picture?.thumbnails[0]?.address ?? '')
    const status = async () =>
      Promise.all(addresses.map(async (address) => (await fetch(`http://${server.place}${address}`)).status))
    expect(await status()).toEqual([200, 200, 200])
    expect(await formsIn(server)).toHaveLength(2)
    for (const message of [gone, twin]) await ann.call('message.delete', { channel, message: message.id })
    clock.advance(8 * 86_400_000)
    await expect.poll(status, { timeout: 10_000 }).toEqual([200, 404, 404])
    expect(await formsIn(server)).toHaveLength(1)
    // The link is asked for again by then, and what is shown of it before stays as it was.
    const again = await server.register('bob')
    const later = await listening(again)
    const message = await said(again, `http://${internet.host}/kept.png`)
    await previewsOf(later, message)
    expect(internet.paths.filter((path) => path === '/kept.png')).toHaveLength(2)
    expect((await status())[0]).toBe(200)
  } finally {
    await server.stop()
  }
})

test('a server that is not told to looks at nothing inside, and says nothing of links in its log but their host', async () => {
  const internet = await Internet.open()
  const server = await startApi([])
  try {
    const ann = await server.register('ann')
    const link = internet.hasPage('/secret-path', '<title>Inside</title>')
    const message = await said(ann, `${link} http://169.254.169.254/ http://[::ffff:127.0.0.1]/`)
    await expect
      .poll(() => server.inner.log.filter((line) => line.message === 'a link has no preview').length)
      .toBe(3)
    expect(internet.asked).toEqual([])
    expect(await newest(ann)).toEqual(message)
    expect(JSON.stringify(server.inner.log)).not.toContain('secret-path')
  } finally {
    await server.stop()
  }
})
