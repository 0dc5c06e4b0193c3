/** The addresses of files: bringing them, and seeing them. */
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { permitPath, uploadsPath } from '../../../core/uploads/address.ts'
import type { UploadBytes } from '../../../blobs/uploads.ts'
import { doorErrors } from '../errors.ts'
import { safeHeaders } from '../headers.ts'
import { takeOne, type OneRequest } from './one-request.ts'
import { Receiving } from './receiving.ts'
import { servePreviews } from './serve-previews.ts'
import { serveFiles } from './serve.ts'
import { whoBrings, type Admission } from './who-brings.ts'

export interface UploadRoutes extends Admission {
  readonly bytes: UploadBytes
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
    scope.options(uploadsPath, async (_request, reply) => reply.code(204).headers(taken).send())
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

/** What may be sent to where files are brought, for whoever asks first. */
const taken = {
  Allow: 'OPTIONS, POST',
  'Accept-Post': '*/*',
  'Tus-Resumable': '1.0.0',
  'Tus-Version': '1.0.0',
  'Tus-Extension': 'creation,creation-with-upload,termination',
} as const

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
