/** The addresses of webhooks: what is posted there is said in a channel. Answered in text, as programs made for Slack expect. */
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { wordFault, type Fault } from '../../core/errors.ts'
import { sendMessage } from '../../core/messages/send.ts'
import { admitAddress } from '../../core/moderation/admit-address.ts'
import { signInByWebhook } from '../../core/webhooks/sign-in.ts'
import { plainWords } from '../../core/words.ts'
import type { ApiDoor } from './door.ts'
import { statusOf } from './errors.ts'
import { readSlack } from './slack/payload.ts'

const mostBodyBytes = 64 * 1024

export function hookPath(secret: string): string {
  return `/api/hooks/${secret}`
}

const faults = {
  'not-understood': 'that is not understood: JSON with a "text" is, or a form with it in "payload"',
  'no-text': 'there is nothing to say: "text" is missing or empty',
} as const

/** A part of its own: here a body is read in whatever form it comes, as no cookie counts. */
export function serveHooks(
  app: FastifyInstance,
  door: ApiDoor,
  addressOf: (request: FastifyRequest) => string,
): void {
  void app.register(async (scope) => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', { parseAs: 'buffer' }, (_, body, done) => done(null, body))
    scope.setErrorHandler((error: FastifyError, _, reply) => failed(door, error, reply))
    scope.post<{ Params: { secret: string } }>(
      hookPath(':secret'),
      { bodyLimit: mostBodyBytes },
      async (request, reply) => {
        const { secret } = request.params
        return post(door, { address: addressOf(request), secret, body: request.body }, reply)
      },
    )
  })
}

interface Posted {
  readonly address: string
  readonly secret: string
  readonly body: unknown
}

async function post(
  door: ApiDoor,
  { address, secret, body }: Posted,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const visitor = door.visitor(address)
  const admitted = await door.run(visitor, admitAddress, {})
  if (!admitted.ok) return refuse(door, admitted.fault, reply)
  const speaker = await door.run(visitor, signInByWebhook, { secret })
  if (!speaker.ok) return refuse(door, speaker.fault, reply)
  const read = readSlack(Buffer.isBuffer(body) ? body : Buffer.alloc(0))
  if ('fault' in read) return say(reply, 400, faults[read.fault])
  const { actor, channel } = speaker.result
  const sent = await door.run(actor, sendMessage, { channel, text: read.text })
  return sent.ok ? say(reply, 200, 'ok') : refuse(door, sent.fault, reply)
}

function refuse({ ports }: ApiDoor, fault: Fault, reply: FastifyReply): FastifyReply {
  if (fault.code === 'too-many-requests')
    void reply.header('Retry-After', Math.ceil(fault.details.retryAfterMs / 1000))
  return say(
    reply,
    statusOf(fault),
    wordFault(
      plainWords(() => ports.clock.now()),
      fault,
    ),
  )
}

function failed({ ports }: ApiDoor, error: FastifyError, reply: FastifyReply): FastifyReply {
  const status = error.statusCode ?? 500
  if (status === 413) return say(reply, 413, `that is too long: at most ${mostBodyBytes} bytes`)
  if (status >= 400 && status < 500) return say(reply, status, faults['not-understood'])
  ports.log.error({ err: error }, 'what came to a webhook could not be answered')
  return say(reply, 500, 'something went wrong in the server')
}

function say(reply: FastifyReply, status: number, text: string): FastifyReply {
  return reply.code(status).header('Cache-Control', 'no-store').type('text/plain; charset=utf-8').send(text)
}
