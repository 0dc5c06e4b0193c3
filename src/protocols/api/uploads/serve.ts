/** Hands out files to whoever has their address: what may be shown in place is a short list, everything else is saved. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { showUpload, type ShownUpload } from '../../../core/uploads/show.ts'
import type { UploadBytes } from '../../../blobs/uploads.ts'
import { BlobsUnavailableError, type BlobName } from '../../../blobs/blob-store.ts'
import type { ApiDoor } from '../door.ts'
import { rangeOf } from './byte-range.ts'
import { flow } from './flow.ts'

/** No page and nothing with programs in it is among them: an SVG or HTML file is a text to save. */
const shownInPlace: ReadonlySet<string> = new Set([
  'image/jpeg',
  'image/png',
  'image/gif',
  'image/webp',
  'image/avif',
  'video/mp4',
  'video/webm',
  'audio/mpeg',
  'audio/ogg',
  'audio/wav',
  'audio/flac',
  'audio/aac',
  'audio/mp4',
  'audio/webm',
])

/** Should a browser take one for a page in spite of everything: it runs nothing and reaches nothing. */
const fileHeaders = {
  'Content-Security-Policy': "sandbox; default-src 'none'; frame-ancestors 'none'",
  // The address is the permission: clients of IRC that show pictures ask from elsewhere.
  'Cross-Origin-Resource-Policy': 'cross-origin',
  // Asked for again each time, with the digest: a file whose message was deleted is gone at once.
  'Cache-Control': 'private, no-cache',
  'Accept-Ranges': 'bytes',
} as const

interface Asked {
  readonly Params: { readonly key: string; readonly name: string; readonly width: string }
}

export function serveFiles(
  app: FastifyInstance,
  { door, bytes }: { readonly door: ApiDoor; readonly bytes: UploadBytes },
  addressOf: (request: FastifyRequest) => string,
): void {
  const find = async (request: FastifyRequest<Asked>): Promise<ShownUpload | null> => {
    const visitor = door.visitor(addressOf(request))
    const found = await door.run(visitor, showUpload, { key: request.params.key })
    return found.ok ? found.result.upload : null
  }
  // Asked by HEAD too, here: the framework's own answer to that would say that nothing is in it.
  const method = ['GET', 'HEAD']
  const serveFile = async (request: FastifyRequest<Asked>, reply: FastifyReply) => {
    const upload = await find(request)
    if (upload === null) return gone(reply)
    const { digest, type } = upload.content
    void reply.headers({ 'Content-Disposition': disposition(type, upload.name) })
    return send(bytes, { name: { digest, width: null }, type }, { request, reply })
  }
  const serveSmaller = async (request: FastifyRequest<Asked>, reply: FastifyReply) => {
    const upload = await find(request)
    const width = Number(request.params.width)
    if (upload?.content.thumbnails.includes(width) !== true) return gone(reply)
    return send(
      bytes,
      { name: { digest: upload.content.digest, width }, type: 'image/webp' },
      { request, reply },
    )
  }
  app.route({ method, url: '/files/:key/:name', handler: serveFile })
  app.route({ method, url: '/files/:key/small/:width', handler: serveSmaller })
}

export function gone(reply: FastifyReply): FastifyReply {
  return reply.code(404).type('text/plain; charset=utf-8').send('this file is not here, or not any more\n')
}

/** It is there, and cannot be had at this moment: nobody may take it for gone. */
function later(reply: FastifyReply): FastifyReply {
  return reply
    .code(503)
    .headers({ 'Retry-After': '10', 'Cache-Control': 'no-store' })
    .type('text/plain; charset=utf-8')
    .send('the place where files are kept does not answer: try again in a moment\n')
}

function unavailable(error: unknown): 'unavailable' {
  if (error instanceof BlobsUnavailableError) return 'unavailable'
  throw error
}

interface Served {
  readonly name: BlobName
  readonly type: string
}

export async function send(
  bytes: UploadBytes,
  { name, type }: Served,
  { request, reply }: { readonly request: FastifyRequest; readonly reply: FastifyReply },
): Promise<FastifyReply> {
  const size = await bytes.size(name).catch(unavailable)
  if (size === 'unavailable') return later(reply)
  if (size === null) return gone(reply)
  const tag = `"${name.digest.slice(0, 32)}${name.width ?? ''}"`
  void reply.headers({ ...fileHeaders, ETag: tag })
  if (request.headers['if-none-match'] === tag) return reply.code(304).send()
  const range = rangeOf(request.headers.range, size)
  if (range === 'unsatisfiable') return reply.code(416).header('Content-Range', `bytes */${size}`).send()
  const length = range === null ? size : range.end - range.start + 1
  void reply.headers({ 'Content-Type': typeShown(type), 'Content-Length': length })
  if (range !== null)
    void reply.code(206).header('Content-Range', `bytes ${range.start}-${range.end}/${size}`)
  if (request.method === 'HEAD') return reply.send()
  const read = await bytes.read(name, range).catch(unavailable)
  if (read === 'unavailable') return later(reply.removeHeader('Content-Length'))
  reply.hijack()
  reply.raw.statusCode = reply.statusCode
  for (const [name, header] of Object.entries(reply.getHeaders()))
    if (header !== undefined) reply.raw.setHeader(name, header)
  await flow(read, reply.raw)
  return reply
}

/** A text is told to be one in UTF-8: nobody has to guess. */
function typeShown(type: string): string {
  return type === 'text/plain' ? 'text/plain; charset=utf-8' : type
}

/** RFC 6266: the name in ASCII for old programs, and as it is. */
function disposition(type: string, name: string): string {
  const how = shownInPlace.has(type) ? 'inline' : 'attachment'
  const ascii = name.replace(/[^\x20-\x7e]|["\\]/g, '_')
  const encoded = encodeURIComponent(name).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`)
  return `${how}; filename="${ascii}"; filename*=UTF-8''${encoded}`
}
