/** Calls browsers by the Web Push protocol (RFC 8030): encrypted for the browser, signed for its push service. */
import { request as requestPlain, Agent as PlainAgent, type IncomingMessage } from 'node:http'
import { Agent, request } from 'node:https'
import { isAllowedHost, urlProblem } from '../../lib/public-address.ts'
import { publicLookup } from '../../lib/public-lookup.ts'
import type { PushAnswer, PushCall, PushService } from './service.ts'
import type { VapidKeys } from './vapid.ts'

export interface WebPushSettings {
  readonly keys: VapidKeys
  /** Whom a push service may write to: a `mailto:` or `https:` address. */
  readonly contact: string
  readonly allowedHosts: () => readonly string[]
}

const deadline = 10_000
const day = 86_400
const sockets = 16

export class WebPushService implements PushService {
  readonly #settings: WebPushSettings
  readonly #agents = {
    'https:': new Agent({ keepAlive: true, maxSockets: sockets }),
    'http:': new PlainAgent({ keepAlive: true, maxSockets: sockets }),
  }
  readonly #closing = new AbortController()

  constructor(settings: WebPushSettings) {
    this.#settings = settings
  }

  async send(call: PushCall): Promise<PushAnswer> {
    const { endpoint } = call.subscription
    const problem = urlProblem(endpoint, this.#settings.allowedHosts())
    if (problem !== null) return { is: 'refused', why: problem }
    let sealed: Sealed
    try {
      sealed = await this.#seal(call)
    } catch (error) {
      return { is: 'refused', why: `not to be encrypted for: ${String(error)}` }
    }
    try {
      return answerOf(await this.#post(new URL(endpoint), sealed))
    } catch (error) {
      return { is: 'later', why: String(error), afterMs: null }
    }
  }

  close(): void {
    this.#closing.abort()
    for (const agent of Object.values(this.#agents)) agent.destroy()
  }

  /** The library is loaded when somebody is called for the first time. */
  async #seal({ subscription, note, topic, isUrgent }: PushCall): Promise<Sealed> {
    const { default: webPush } = await import('web-push')
    const { keys, contact } = this.#settings
    const { headers, body } = webPush.generateRequestDetails(
      { endpoint: subscription.endpoint, keys: subscription.keys },
      JSON.stringify(note),
      {
        vapidDetails: { subject: contact, ...keys },
        TTL: day,
        urgency: isUrgent ? 'high' : 'normal',
        topic,
      },
    )
    return { headers, body }
  }

  #post(url: URL, { headers, body }: Sealed): Promise<IncomingMessage> {
    const isSecure = url.protocol === 'https:'
    const lookup = isAllowedHost(url, this.#settings.allowedHosts()) ? {} : { lookup: publicLookup }
    const signal = AbortSignal.any([this.#closing.signal, AbortSignal.timeout(deadline)])
    const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>()
    const sent = (isSecure ? request : requestPlain)(
      url,
      { method: 'POST', headers, signal, agent: this.#agents[isSecure ? 'https:' : 'http:'], ...lookup },
      (response) => {
        // What it says besides the status is for nobody; whatever it may send, little of it is taken.
        response.on('error', () => undefined).resume()
        resolve(response)
      },
    )
    sent.on('error', reject).end(body)
    return promise
  }
}

interface Sealed {
  readonly headers: Record<string, string>
  readonly body: Buffer
}

function answerOf({ statusCode = 0, headers }: IncomingMessage): PushAnswer {
  if (statusCode >= 200 && statusCode < 300) return { is: 'sent' }
  if (statusCode === 404 || statusCode === 410) return { is: 'gone' }
  const why = `status ${statusCode}`
  if (statusCode !== 429 && statusCode < 500) return { is: 'refused', why }
  const seconds = Number(headers['retry-after'])
  return { is: 'later', why, afterMs: Number.isFinite(seconds) ? seconds * 1000 : null }
}
