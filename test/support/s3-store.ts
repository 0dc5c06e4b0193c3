/**
 * A store that speaks S3: s3rver on a port of this machine and a folder of its own. What s3rver does not do (or with no OpenSSL of today) is
 * done before it: signatures and digests are checked, names are listed in pages, uploads in parts are given up. And it can be made to fail.
 */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerResponse,
} from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import S3rver from 's3rver'
import { freePort } from './free-port.ts'
import { sha256, signatureProblem } from './s3-signature.ts'

export const s3Key = { accessKey: 'S3RVER', secretKey: 'not/told+to=anybody' }
export const s3Bucket = 'files'

/** What becomes of a request before it is heard: answered with a status, cut off, or never answered. */
export type Trouble = number | 'reset' | 'silence'

export class S3Store {
  readonly endpoint: string
  /** Method, path and query of every request. */
  readonly heard: string[] = []
  /** Names in one answer. */
  pageSize = 1000
  /** Asked of each request; `null`: it is heard. */
  trouble: (request: IncomingMessage) => Trouble | null = () => null
  readonly #port: number
  readonly #folder: string
  readonly #inner: RequestListener
  #server: Server | null = null

  private constructor(port: number, folder: string, inner: RequestListener) {
    this.endpoint = `http://127.0.0.1:${port}`
    this.#port = port
    this.#folder = folder
    this.#inner = inner
  }

  static async start(): Promise<S3Store> {
    const folder = mkdtempSync(join(tmpdir(), 'parlance-s3-'))
    const app = new S3rver({
      directory: folder,
      silent: true,
      vhostBuckets: false,
      configureBuckets: [{ name: s3Bucket }],
    })
    await app.configureBuckets()
    const store = new S3Store(await freePort(), folder, app.callback())
    await store.comeBack()
    return store
  }

  comeBack(): Promise<void> {
    const server = createServer((request, response) => void this.#hear(request, response))
    this.#server = server
    return new Promise((resolve, reject) =>
      server.once('error', reject).listen(this.#port, '127.0.0.1', resolve),
    )
  }

  async goAway(): Promise<void> {
    const server = this.#server
    this.#server = null
    if (server === null) return
    const closed = new Promise<void>((resolve) => server.close(() => resolve()))
    server.closeAllConnections()
    await closed
  }

  async stop(): Promise<void> {
    await this.goAway()
    rmSync(this.#folder, { recursive: true, force: true })
  }

  /** Names of the objects there are. */
  names(): readonly string[] {
    const found = readdirSync(join(this.#folder, s3Bucket), { recursive: true, withFileTypes: true })
    const files = found.filter((entry) => entry.isFile() && entry.name.endsWith('._S3rver_object'))
    const from = join(this.#folder, s3Bucket).length + 1
    return files
      .map(({ parentPath, name }) => join(parentPath, name).slice(from).replace('._S3rver_object', ''))
      .toSorted()
  }

  /** Uploads in parts that are neither finished nor given up. */
  unfinished(): readonly string[] {
    return this.#partFolders().map((folder) => folder.split('/').at(-1) ?? '')
  }

  async #hear(request: IncomingMessage, response: ServerResponse): Promise<void> {
    this.heard.push(`${request.method} ${request.url}`)
    const trouble = this.trouble(request)
    if (trouble === 'silence') return
    if (trouble === 'reset') return void request.socket.destroy()
    if (trouble !== null) return refuse(response, trouble, 'InternalError')
    const problem = signatureProblem(request, { [s3Key.accessKey]: s3Key.secretKey })
    if (problem !== null) return refuse(response, 403, problem)
    const body = await buffer(request).catch(() => null)
    if (body === null) return
    if (sha256(body) !== request.headers['x-amz-content-sha256'])
      return refuse(response, 400, 'XAmzContentSHA256Mismatch')
    const given = /[?&]uploadId=(\w+)/.exec(request.url ?? '')?.[1]
    if (request.method === 'DELETE' && given !== undefined) return this.#giveUp(given, response)
    const [path = '', query = ''] = (request.url ?? '').split('?')
    if (query.includes('list-type=2') && path === `/${s3Bucket}`) return this.#list(query, response)
    this.#inner(withBody(request, body), response)
  }

  #list(query: string, response: ServerResponse): void {
    const asked = new URLSearchParams(query)
    const after = Buffer.from(asked.get('continuation-token') ?? '', 'base64').toString()
    const begun = this.names().filter((name) => name.startsWith(asked.get('prefix') ?? '') && name > after)
    const shown = begun.slice(0, Math.min(this.pageSize, Number(asked.get('max-keys') ?? this.pageSize)))
    const next = Buffer.from(shown.at(-1) ?? '').toString('base64')
    const more = shown.length < begun.length ? `<NextContinuationToken>${next}</NextContinuationToken>` : ''
    const keys = shown.map((name) => `<Contents><Key>${name}</Key></Contents>`)
    response.writeHead(200, { 'Content-Type': 'application/xml' })
    response.end(`<?xml version="1.0"?><ListBucketResult>${keys.join('')}${more}</ListBucketResult>`)
  }

  #giveUp(uploadId: string, response: ServerResponse): void {
    const folder = this.#partFolders().find((path) => path.endsWith(uploadId))
    if (folder === undefined) return refuse(response, 404, 'NoSuchUpload')
    rmSync(folder, { recursive: true })
    response.writeHead(204).end()
  }

  #partFolders(): readonly string[] {
    const uploads = join(this.#folder, s3Bucket, '._S3rver_uploads')
    try {
      return readdirSync(uploads).map((id) => join(uploads, id))
    } catch {
      return []
    }
  }
}

/** As if it had not been read yet. */
function withBody(request: IncomingMessage, body: Buffer): IncomingMessage {
  const again = Readable.from(body.length === 0 ? [] : [body])
  const { method, url, headers, socket, httpVersion } = request
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- all that s3rver reads of one
  return Object.assign(again, { method, url, headers, socket, httpVersion }) as unknown as IncomingMessage
}

function refuse(response: ServerResponse, status: number, code: string): void {
  response.writeHead(status, { 'Content-Type': 'application/xml' })
  response.end(`<?xml version="1.0"?><Error><Code>${code}</Code><Message>no</Message></Error>`)
}
