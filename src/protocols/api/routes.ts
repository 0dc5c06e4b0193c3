/** What is answered over HTTP: the calls, the ways in and out, what the server is, and the web client. */
import type { IncomingMessage } from 'node:http'
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Fault } from '../../core/errors.ts'
import { rememberToken } from '../../core/tokens/remember.ts'
import { revokeToken } from '../../core/tokens/revoke.ts'
import type { UploadBytes } from '../../blobs/uploads.ts'
import type { Peer } from '../../net/port.ts'
import type { Serve } from '../../net/http.ts'
import { runVerb, verbNamed } from './calls.ts'
import { cookieWith, noCookie, presentedBy } from './cookie.ts'
import type { ApiDoor } from './door.ts'
import { selfOf } from './encode/shapes.ts'
import { entryNamed, entryOk, type Entry } from './entry.ts'
import { doorErrors, statusOf } from './errors.ts'
import { safeHeaders } from './headers.ts'
import { serveHooks } from './hooks.ts'
import { actorOf, askingOf, type Asking } from './http-actor.ts'
import { serveDescriptions } from './describe/routes.ts'
import { serveObserving, type Observing } from './observing.ts'
import { serveUploads, type UploadRoutes } from './uploads/routes.ts'
import { serveWeb } from './web-files.ts'
import type { WireError } from './wire.ts'

export interface RouteOptions {
  readonly uploads: UploadBytes
  readonly observing: Observing
  /** Whether a page of `origin` was served by this server, which it called `host`. */
  allowsOrigin(origin: string, host: string): boolean
  /** Where the built web client is. */
  readonly webRoot: string
}

const mostBodyBytes = 256 * 1024

export class Routes {
  readonly #door: ApiDoor
  readonly #options: RouteOptions
  readonly #peers = new WeakMap<IncomingMessage, Peer>()
  /** Made when somebody first asks: loading the framework is a good part of what a start would cost. */
  #app: Promise<FastifyInstance> | null = null

  constructor(door: ApiDoor, options: RouteOptions) {
    this.#door = door
    this.#options = options
  }

  readonly serve: Serve = (request, response, from) => {
    this.#peers.set(request, from)
    this.#app ??= this.#build()
    this.#app.then(
      (app) => app.routing(request, response),
      (error: unknown) => {
        this.#app = null
        this.#door.ports.log.error({ err: error }, 'the HTTP door could not be made ready')
        response.destroy()
      },
    )
  }

  async close(): Promise<void> {
    await (await this.#app)?.close()
  }

  async #build(): Promise<FastifyInstance> {
    const { fastify } = await import('fastify')
    const app = fastify({
      logger: false,
      bodyLimit: mostBodyBytes,
      exposeHeadRoutes: true,
      // The names of files, every sign of them as a browser writes it.
      routerOptions: { maxParamLength: 4096 },
      frameworkErrors: (_error, _request, reply) => void refuse(reply, 400, doorErrors.nothingHere),
    })
    // A form of any page may send that: nothing but JSON is read.
    app.removeContentTypeParser('text/plain')
    app.addHook('onRequest', async (_, reply) => void reply.headers(safeHeaders))
    app.setErrorHandler((error: FastifyError, _, reply) => this.#failed(error, reply))
    app.get('/api/server', async (request, reply) => this.#server(request, reply))
    app.post('/api/user.sign-out', async (request, reply) => this.#signOut(request, reply))
    app.post<{ Params: { name: string } }>('/api/:name', async (request, reply) => {
      const entry = entryNamed(request.params.name)
      return entry?.overHttp === true
        ? this.#enter(entry, request, reply)
        : this.#call(request.params.name, request, reply)
    })
    serveObserving(app, this.#options.observing, (request) => this.#peerOf(request).address)
    serveHooks(app, this.#door, (request) => this.#peerOf(request).address)
    serveUploads(app, this.#uploadRoutes())
    serveDescriptions(app)
    await serveWeb(app, this.#options.webRoot)
    await app.ready()
    return app
  }

  #uploadRoutes(): UploadRoutes {
    return {
      door: this.#door,
      bytes: this.#options.uploads,
      addressOf: (request) => this.#peerOf(request).address,
      ask: async (request, reply) => {
        const asking = await this.#ask(request, reply)
        if (asking === null) return null
        const actor = actorOf(asking)
        if (actor.kind === 'user') return actor
        this.#refuse(reply, { code: 'not-signed-in', details: {} })
        return null
      },
      isOwnPage: (request) => this.#isOwnPage(request),
      refuse: (reply, fault) => this.#refuse(reply, fault),
      say: refuse,
    }
  }

  async #server(request: FastifyRequest, reply: FastifyReply): Promise<object> {
    void reply.header('Cache-Control', 'no-store')
    const asking = await askingOf(this.#door, this.#whoOf(request))
    const user = asking.ok && asking.result.signedIn !== null ? selfOf(asking.result.signedIn.user) : null
    // Whoever is kicked keeps the sign-in for when they may come back.
    if (!asking.ok && asking.fault.code === 'token-not-valid')
      void reply.header('Set-Cookie', noCookie(this.#peerOf(request).secure))
    const refused = asking.ok ? null : this.#door.errorOf(asking.fault)
    return { server: await this.#door.describe(), user, refused }
  }

  async #call(name: string, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const verb = await verbNamed(this.#door, name)
    if (verb === null) return refuse(reply, 404, doorErrors.noSuchCall)
    const asking = await this.#ask(request, reply)
    if (asking === null) return reply
    const outcome = await runVerb(this.#door, { actor: actorOf(asking), verb }, request.body)
    return outcome.ok ? answer(reply, outcome.result.answer) : this.#refuse(reply, outcome.fault)
  }

  /** A page of another server must sign nobody in either: its visitor would speak under a name that is not theirs. */
  async #enter(entry: Entry, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    if (!this.#isOwnPage(request)) return refuse(reply, 403, doorErrors.otherOrigin)
    const { address, secure } = this.#peerOf(request)
    const visitor = this.#door.visitor(address)
    const outcome = await this.#door.run(visitor, entry.command, request.body ?? {})
    if (!outcome.ok) return this.#refuse(reply, outcome.fault)
    const name = request.headers['user-agent'] ?? ''
    const remembered = await this.#door.run(outcome.result.actor, rememberToken, { name })
    if (!remembered.ok) return this.#refuse(reply, remembered.fault)
    await this.#endFormer(request)
    void reply.header('Set-Cookie', cookieWith(remembered.result.secret, secure))
    return answer(reply, entryOk(outcome.result))
  }

  /** The cookie it had is overwritten: what nobody can sign out with any more must not stay valid. */
  async #endFormer(request: FastifyRequest): Promise<void> {
    if (presentedBy(request.headers)?.by !== 'cookie') return
    const former = await askingOf(this.#door, this.#whoOf(request))
    if (former.ok && former.result.signedIn !== null)
      await this.#door.run(former.result.signedIn.actor, revokeToken, {})
  }

  /** Also for those who are kept out for now: the browser forgets them, whatever becomes of the token. */
  async #signOut(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    if (this.#isOwnPage(request)) void reply.header('Set-Cookie', noCookie(this.#peerOf(request).secure))
    const asking = await this.#ask(request, reply)
    if (asking === null) return reply
    const outcome = await this.#door.run(actorOf(asking), revokeToken, {})
    return outcome.ok ? answer(reply, null) : this.#refuse(reply, outcome.fault)
  }

  /** `null`: refused, and answered so. */
  async #ask(request: FastifyRequest, reply: FastifyReply): Promise<Asking | null> {
    if (presentedBy(request.headers)?.by === 'cookie' && !this.#isOwnPage(request, needsName(request))) {
      refuse(reply, 403, doorErrors.otherOrigin)
      return null
    }
    const asking = await askingOf(this.#door, this.#whoOf(request))
    if (asking.ok) return asking.result
    this.#refuse(reply, asking.fault)
    return null
  }

  /** Browsers name the page's origin with every request that may change something; programs name none. */
  #isOwnPage({ headers }: FastifyRequest, origin: 'named' | 'absent' = 'absent'): boolean {
    if (headers.origin === undefined) return origin === 'absent'
    return this.#options.allowsOrigin(headers.origin, headers.host ?? '')
  }

  #whoOf(request: FastifyRequest) {
    return { address: this.#peerOf(request).address, headers: request.headers }
  }

  #peerOf({ raw }: FastifyRequest): Peer {
    return this.#peers.get(raw) ?? { address: '0.0.0.0', secure: false, certificateFingerprint: null }
  }

  #refuse(reply: FastifyReply, fault: Fault): FastifyReply {
    if (fault.code === 'too-many-attempts') void reply.header('Retry-After', fault.details.retryAfter)
    return refuse(reply, statusOf(fault), this.#door.errorOf(fault))
  }

  /** What the framework refuses: a body that is too long, is no JSON, or broke off. */
  #failed(error: FastifyError, reply: FastifyReply): FastifyReply {
    const status = error.statusCode ?? 500
    if (status === 413) return refuse(reply, 413, doorErrors.tooLong)
    if (status >= 400 && status < 500) return refuse(reply, status, doorErrors.notJson)
    this.#door.ports.log.error({ err: error }, 'a request could not be answered')
    return refuse(reply, 500, doorErrors.failed)
  }
}

/** What changes nothing, browsers send without naming their page. */
function needsName({ method }: FastifyRequest): 'named' | 'absent' {
  return method === 'HEAD' ? 'absent' : 'named'
}

function answer(reply: FastifyReply, result: unknown): FastifyReply {
  return reply
    .code(200)
    .header('Cache-Control', 'no-store')
    .type('application/json')
    .send(JSON.stringify(result))
}

function refuse(reply: FastifyReply, status: number, error: WireError): FastifyReply {
  return reply
    .code(status)
    .header('Cache-Control', 'no-store')
    .type('application/json')
    .send(JSON.stringify(error))
}
