/** Brings files as scripts and browsers do, for tests. */
import { expect } from 'vitest'
import type { WireMessage, WireOwnUpload } from '../../../../src/protocols/api/wire.ts'
import type { ApiServer, Page } from '../door/api-server.ts'

export interface Brought {
  readonly upload: WireOwnUpload
  readonly message: WireMessage | null
}

/** A program's token of its own. */
export async function programOf(page: Page): Promise<Readonly<Record<string, string>>> {
  const { secret } = await page.call('token.create', { name: 'script' })
  return { Authorization: `Bearer ${secret}` }
}

export async function put(
  server: ApiServer,
  headers: Readonly<Record<string, string>>,
  { name, bytes, query = '' }: { name: string; bytes: Uint8Array | string; query?: string },
): Promise<Response> {
  const address = `http://${server.place}/api/uploads/${encodeURIComponent(name)}${query}`
  return fetch(address, { method: 'PUT', headers, body: Buffer.from(bytes) })
}

/** Said in #general. */
export async function share(
  server: ApiServer,
  headers: Readonly<Record<string, string>>,
  file: { name: string; bytes: Uint8Array | string },
): Promise<{ readonly message: WireMessage; readonly shown: WireMessage['uploads'][number] }> {
  const response = await put(server, headers, { ...file, query: '?channel=general' })
  expect(response.status).toBe(201)
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what the server answers, which the tests look at
  const { message } = (await response.json()) as Brought
  const shown = message?.uploads[0]
  if (message == null || shown === undefined) throw new Error('nothing was shared')
  return { message, shown }
}

export const tus = { 'Tus-Resumable': '1.0.0' } as const

/** Reserves room for a file; answers its address. */
export async function tusCreate(
  server: ApiServer,
  headers: Readonly<Record<string, string>>,
  { name, size }: { name: string; size: number },
): Promise<Response> {
  const metadata = `filename ${Buffer.from(name).toString('base64')}`
  const length = { 'Upload-Length': String(size), 'Upload-Metadata': metadata }
  return fetch(`http://${server.place}/api/uploads`, {
    method: 'POST',
    headers: { ...headers, ...tus, ...length },
  })
}

export async function tusAppend(
  address: string,
  headers: Readonly<Record<string, string>>,
  { offset, bytes }: { offset: number; bytes: Uint8Array },
): Promise<Response> {
  const type = { 'Content-Type': 'application/offset+octet-stream', 'Upload-Offset': String(offset) }
  return fetch(address, {
    method: 'PATCH',
    headers: { ...headers, ...tus, ...type },
    body: Buffer.from(bytes),
  })
}

export async function tusOffset(address: string, headers: Readonly<Record<string, string>>): Promise<number> {
  const response = await fetch(address, { method: 'HEAD', headers: { ...headers, ...tus } })
  expect(response.status).toBe(200)
  return Number(response.headers.get('upload-offset'))
}

/** A name and a password, as clients of IRC send them. */
export function basic(name: string, password: string): { readonly Authorization: string } {
  return { Authorization: `Basic ${Buffer.from(`${name}:${password}`).toString('base64')}` }
}
