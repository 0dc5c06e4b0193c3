/**
 * One GET of something that somebody wrote, wherever it leads: each step is looked at before it is taken, when its name has been resolved,
 * and once more when the connection is there. Nothing of this server's goes along but its name.
 */
import { request as httpRequest, type IncomingMessage, type RequestOptions } from 'node:http'
import { request as httpsRequest } from 'node:https'
import type { LookupFunction } from 'node:net'
import { pipeline, type Readable } from 'node:stream'
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib'
import { isAllowedHost, linkProblem } from '../../lib/public-address.ts'
import { demandPublic } from '../../lib/public-lookup.ts'
import { version } from '../../lib/version.ts'

export interface Reaching {
  /** Hosts that may be private, and on any port. */
  readonly allowedHosts: readonly string[]
  /** How names are looked up for all other hosts: to public addresses only. */
  readonly lookup: LookupFunction
  /** Ends it, whatever it is waiting for. */
  readonly signal: AbortSignal
}

/** What was there in the end. Whoever is given it reads `body` as far as they want, and destroys it. */
export interface Visited {
  readonly url: URL
  /** MIME type without parameters, in small letters; empty where none was told. */
  readonly type: string
  readonly charset: string | null
  /** Without the coding of the way; how much it becomes is for its reader to bound. */
  readonly body: Readable
}

/** There is nothing to be had, said in a few words without secrets. */
export class NotVisitedError extends Error {
  override readonly name = 'NotVisitedError'
}

const mostRedirects = 5
const mostHeaderBytes = 32 * 1024
export const userAgent = `Parlance/${version} (link preview)`

export async function visit(link: string, accept: string, reaching: Reaching): Promise<Visited> {
  let url = new URL(link)
  for (let step = 0; step <= mostRedirects; step += 1) {
    const response = await ask(url, accept, reaching)
    const next = nextOf(url, response)
    if (next === null) return visited(url, response)
    response.destroy()
    url = next
  }
  throw new NotVisitedError('it leads on and on')
}

function ask(url: URL, accept: string, { allowedHosts, lookup, signal }: Reaching): Promise<IncomingMessage> {
  const problem = linkProblem(url, allowedHosts)
  if (problem !== null) return Promise.reject(new NotVisitedError(problem))
  const isAllowed = isAllowedHost(url, allowedHosts)
  const options: RequestOptions = {
    // A connection of its own: none is kept that was made under other rules.
    agent: false,
    signal,
    maxHeaderSize: mostHeaderBytes,
    headers: { 'User-Agent': userAgent, Accept: accept, 'Accept-Encoding': 'gzip, deflate, br' },
    ...(isAllowed ? {} : { lookup }),
  }
  const request = url.protocol === 'https:' ? httpsRequest(url, options) : httpRequest(url, options)
  if (!isAllowed) request.once('socket', demandPublic)
  return new Promise((resolve, reject) => {
    request.on('error', (error: NodeJS.ErrnoException) =>
      reject(new NotVisitedError(error.code ?? error.message)),
    )
    request.on('response', resolve)
    request.end()
  })
}

/** `null`: this is what was asked for. */
function nextOf(url: URL, { statusCode = 0, headers: { location } }: IncomingMessage): URL | null {
  if (![301, 302, 303, 307, 308].includes(statusCode)) return null
  if (location === undefined || !URL.canParse(location, url.href))
    throw new NotVisitedError('it leads on to nowhere')
  return new URL(location, url)
}

function visited(url: URL, response: IncomingMessage): Visited {
  // What breaks off later breaks off whoever reads; nobody may be left to hear of it alone.
  response.on('error', () => undefined)
  const { statusCode = 0, headers } = response
  if (statusCode < 200 || statusCode > 299) {
    response.destroy()
    throw new NotVisitedError(`answered with ${statusCode}`)
  }
  const [type = '', ...parameters] = (headers['content-type'] ?? '').split(';')
  const charset = /charset\s*=\s*"?([\w.:-]{1,40})/i.exec(parameters.join(';'))?.[1] ?? null
  return { url, type: type.trim().toLowerCase(), charset, body: decoded(response) }
}

function decoded(response: IncomingMessage): Readable {
  const coding = (response.headers['content-encoding'] ?? 'identity').trim().toLowerCase()
  if (coding === 'identity') return response
  const make = Object.hasOwn(decoders, coding) ? decoders[coding] : undefined
  if (make === undefined) {
    response.destroy()
    throw new NotVisitedError('it is packed in a way that is not known')
  }
  // Whoever destroys the one ends the other.
  return pipeline(response, make(), () => undefined)
}

const decoders: Readonly<Record<string, () => ReturnType<typeof createGunzip>>> = {
  gzip: createGunzip,
  'x-gzip': createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
}
