/** One request to an address outside: where it may not go it does not, and whatever the other side does, it ends in time. */
import { request as httpRequest, type ClientRequest, type RequestOptions } from 'node:http'
import { request as httpsRequest } from 'node:https'
import type { LookupFunction } from 'node:net'
import { isAllowedHost, urlProblem } from '../../lib/public-address.ts'
import { demandPublic } from '../../lib/public-lookup.ts'

export interface Post {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

export interface Reaching {
  readonly allowHttp: boolean
  readonly allowedHosts: readonly string[]
  /** How names are looked up for all other hosts: to public addresses only. */
  readonly lookup: LookupFunction
  /** Ends it, whatever it is waiting for. */
  readonly signal: AbortSignal
}

/** `null`: it was taken. Otherwise why not, in a few words without secrets. */
export type Problem = string | null

export function post({ url, headers, body }: Post, reaching: Reaching): Promise<Problem> {
  const target = new URL(url)
  const { protocol } = target
  if (protocol !== 'https:' && !reaching.allowHttp) return Promise.resolve('only https:// is allowed')
  // Asked again: what is allowed may have changed since the webhook was made.
  const problem = urlProblem(url.replace(/^http:/, 'https:'), reaching.allowedHosts)
  if (problem !== null) return Promise.resolve(problem)
  const isAllowed = isAllowedHost(target, reaching.allowedHosts)
  const options: RequestOptions = {
    method: 'POST',
    // A connection of its own: none is kept that was made under other rules.
    agent: false,
    signal: reaching.signal,
    headers: { ...headers, 'Content-Length': String(Buffer.byteLength(body)) },
    ...(isAllowed ? {} : { lookup: reaching.lookup }),
  }
  const request = protocol === 'https:' ? httpsRequest(url, options) : httpRequest(url, options)
  if (!isAllowed) request.once('socket', demandPublic)
  return answered(request, body)
}

/** The status is all that counts; what comes behind it is not read. A redirect is a refusal: it is not followed. */
function answered(request: ClientRequest, body: string): Promise<Problem> {
  return new Promise((resolve) => {
    request.on('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message))
    request.on('response', (response) => {
      const status = response.statusCode ?? 0
      resolve(status >= 200 && status < 300 ? null : `answered with ${status}`)
      response.destroy()
    })
    request.end(body)
  })
}
