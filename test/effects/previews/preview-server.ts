/** A whole server, its internet, and what the tests of previews do with both. */
import sharp from 'sharp'
import { expect } from 'vitest'
import type { WireMessage } from '../../../src/protocols/api/wire.ts'
import { startApi, type ApiServer, type Page } from '../../protocols/api/door/api-server.ts'
import type { ApiSocket } from '../../protocols/api/door/api-socket.ts'
import { Internet } from './internet.ts'

export const channel = 'general'

export function picture(width: number, height: number): Promise<Buffer> {
  return sharp({ create: { width, height, channels: 3, background: '#3a7' } })
    .png()
    .toBuffer()
}

export function hasPicture(internet: Internet, path: string, bytes: Buffer, type = 'image/png'): string {
  return internet.has(path, (response) => response.writeHead(200, { 'Content-Type': type }).end(bytes))
}

export async function withServer(
  run: (server: ApiServer, internet: Internet) => Promise<void>,
  settings: readonly string[] = [],
): Promise<void> {
  const internet = await Internet.open()
  const server = await startApi([`previews.allowedHosts=["${internet.host}"]`, ...settings])
  try {
    await run(server, internet)
  } finally {
    await server.stop()
  }
}

export async function listening(page: Page): Promise<ApiSocket> {
  const socket = page.socket()
  await socket.ready()
  return socket
}

export async function said(page: Page, text: string): Promise<WireMessage> {
  return (await page.call('message.send', { channel, text })).message
}

/** What is shown of a message once something new is told of it. */
export async function previewsOf(socket: ApiSocket, message: WireMessage, count = 1) {
  const told = () => socket.facts('message.previewed').filter((fact) => fact.message === message.id)
  await expect.poll(() => told().length, { timeout: 10_000 }).toBe(count)
  return told().at(-1)?.previews ?? []
}

export async function newest(page: Page): Promise<WireMessage | undefined> {
  return (await page.call('message.read-history', { channel })).messages.at(-1)
}

/** Nothing is under way any more, and nothing was told: a link said afterwards is shown, and this one is not. */
export async function staysBare(
  page: Page,
  socket: ApiSocket,
  message: WireMessage,
  internet: Internet,
): Promise<void> {
  const path = `/fence-${message.id}`
  await previewsOf(socket, await said(page, internet.hasPage(path, '<title>Fence</title>')))
  expect(socket.facts('message.previewed').filter((fact) => fact.message === message.id)).toEqual([])
}
