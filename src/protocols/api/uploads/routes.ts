/** The addresses of files: bringing them, and seeing them. */
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { UserActor } from '../../../core/actor.ts'
import { admitAddress } from '../../../core/moderation/admit-address.ts'
import { permitPath } from '../../../core/uploads/address.ts'
import { signInByPermit } from '../../../core/uploads/permit.ts'
import type { Fault } from '../../../core/errors.ts'
import type { UploadBytes } from '../../../blobs/uploads.ts'
import type { ApiDoor } from '../door.ts'
import { doorErrors } from '../errors.ts'
import { safeHeaders } from '../headers.ts'
import type { WireError } from '../wire.ts'
import { takeOne, type Bringing, type OneRequest } from './one-request.ts'
import { Receiving } from './receiving.ts'
import { servePreviews } from './serve-previews.ts'
import { serveFiles } from './serve.ts'

export const uploadsPath = '/api/uploads'

/** What the other routes know already. */
export interface UploadRoutes {
  readonly door: ApiDoor
  readonly bytes: UploadBytes
  readonly addressOf: (request: FastifyRequest) => string
  /** `null`: refused, and answered so. */
  readonly ask: (request: FastifyRequest, reply: FastifyReply) => Promise<UserActor | null>
  readonly refuse: (reply: FastifyReply, fault: Fault) => FastifyReply
  readonly say: (reply: FastifyReply, status: number, error: WireError) => FastifyReply
}

/** A part of its own: here bodies are not read, but go on as they come, of any length. */
export function serveUploads(app: FastifyInstance, routes: UploadRoutes): void {
  const receiving = new Receiving(routes.door, routes.bytes)
  serveFiles(app, routes, (request) => routes.addressOf(request))
  servePreviews(app, routes, (request) => routes.addressOf(request))
  void app.register(async (scope) => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', (_request, _body, done) => done(null))
    scope.setErrorHandler((error: FastifyError, request, reply) => {
      routes.door.ports.log.error({ err: error, method: request.method }, 'a file could not be taken')
      return routes.say(reply, 500, doorErrors.failed)
    })
    scope.post<OneRequest>(uploadsPath, (request, reply) => {
      const isTus = request.headers['tus-resumable'] !== undefined
      return (isTus ? takeTus : takeOneRequest)(routes, receiving, { request, reply })
    })
    scope.put<OneRequest>(`${uploadsPath}/:name`, (request, reply) =>
      takeOneRequest(routes, receiving, { request, reply }),
    )
    scope.put<OneRequest>(`${permitPath(':permit')}:name`, (request, reply) =>
      takeOneRequest(routes, receiving, { request, reply }),
    )
    for (const method of ['PATCH', 'HEAD', 'DELETE'] as const)
      scope.route({
        method,
        url: `${uploadsPath}/:id`,
        handler: (request, reply) => takeTus(routes, receiving, { request, reply }),
      })
  })
}

interface Exchange<Request> {
  readonly request: Request
  readonly reply: FastifyReply
}

async function takeOneRequest(
  routes: UploadRoutes,
  receiving: Receiving,
  { request, reply }: Exchange<FastifyRequest<OneRequest>>,
): Promise<FastifyReply> {
  const bringing = await whoBrings(routes, { request, reply })
  if (bringing === null) return reply
  const { door, refuse } = routes
  const problem = (to: FastifyReply, status: number, message: string) =>
    routes.say(to, status, { code: 'not-a-file', message, details: {} })
  return takeOne({ door, receiving, refuse, problem }, bringing, { request, reply })
}

/** By a permit, or as anybody asks. `null`: refused, and answered so. */
async function whoBrings(
  { door, addressOf, ask, refuse }: UploadRoutes,
  { request, reply }: Exchange<FastifyRequest<OneRequest>>,
): Promise<Bringing | null> {
  const { permit } = request.params
  if (permit === undefined) {
    const actor = await ask(request, reply)
    return actor === null ? null : { actor }
  }
  const visitor = door.visitor(addressOf(request))
  const admitted = await door.run(visitor, admitAddress, {})
  const entered = admitted.ok ? await door.run(visitor, signInByPermit, { permit }) : admitted
  if (entered.ok) return { actor: entered.result.actor, into: entered.result.channel }
  refuse(reply, entered.fault)
  return null
}

async function takeTus(
  routes: UploadRoutes,
  receiving: Receiving,
  { request, reply }: Exchange<FastifyRequest>,
): Promise<FastifyReply> {
  const actor = await routes.ask(request, reply)
  if (actor === null) return reply
  const { handleTus } = await import('./tus.ts')
  reply.hijack()
  for (const [name, value] of Object.entries(safeHeaders)) reply.raw.setHeader(name, value)
  const { door } = routes
  await handleTus({ door, receiving, path: uploadsPath }, actor, {
    request: request.raw,
    response: reply.raw,
  })
  return reply
}
