/** Videos, sounds and documents, as whoever is told of a message has them. */
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hasMediaPrograms, pdfFile, toneFile, videoFile } from '../../../support/media-files.ts'
import { startApi, type ApiServer } from '../door/api-server.ts'
import { programOf, share } from './bringing.ts'

let server: ApiServer
let script: Readonly<Record<string, string>>
beforeAll(async () => {
  server = await startApi()
  script = await programOf(await server.register('ann'))
})
afterAll(() => server.stop())

const bring = ({ name, buffer }: { name: string; buffer: Buffer }) =>
  share(server, script, { name, bytes: buffer })

describe.runIf(hasMediaPrograms)('what was brought', { timeout: 60_000 }, () => {
  test('as a video has its size, its length and smaller forms of a frame, from the first message on', async () => {
    const bob = await server.register('bob')
    const socket = bob.socket()
    await socket.ready()
    const { shown, message } = await bring(videoFile('walk.webm', '640x360'))
    expect(shown).toMatchObject({ type: 'video/webm', width: 640, height: 360, waveform: null })
    expect(Math.abs((shown.duration ?? 0) - 2000)).toBeLessThan(150)
    await expect.poll(() => socket.facts('message.sent').at(-1)?.message.uploads).toEqual([shown])
    expect(shown.thumbnails.map(({ width }) => width)).toEqual([480, 640])
    const response = await fetch(`http://${server.place}${shown.thumbnails[1]?.address}`)
    expect(response.headers.get('content-type')).toBe('image/webp')
    const frame = await sharp(Buffer.from(await response.arrayBuffer())).metadata()
    expect([frame.width, frame.height]).toEqual([640, 360])
    const history = await bob.call('message.read-history', { channel: 'general', limit: 1 })
    expect(history.messages[0]?.uploads).toEqual(message.uploads)
  })

  test('as a sound has its length and a waveform', async () => {
    const { shown } = await bring(toneFile('tone.ogg'))
    expect(Math.abs((shown.duration ?? 0) - 4000)).toBeLessThan(150)
    expect(Buffer.from(shown.waveform ?? '', 'base64')).toHaveLength(64)
  })

  test('as a PDF has its first page, and is for saving all the same', async () => {
    const { shown } = await bring(pdfFile('plan.pdf', 'The plan'))
    expect(shown).toMatchObject({ type: 'application/pdf', width: 848, height: 1200, duration: null })
    expect(shown.thumbnails).toHaveLength(2)
    const response = await fetch(`http://${server.place}${shown.address}`)
    expect(response.headers.get('content-disposition')).toMatch(/^attachment/)
  })
})
