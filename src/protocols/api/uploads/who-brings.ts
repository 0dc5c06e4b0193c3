/** Who brings a file in one request: whoever has a permit, says a name and a password, or asks as anybody asks. */
import type { IncomingHttpHeaders } from 'node:http'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { UserActor, Visitor } from '../../../core/actor.ts'
import type { Outcome } from '../../../core/command.ts'
import type { Fault } from '../../../core/errors.ts'
import { admitAddress } from '../../../core/moderation/admit-address.ts'
import { signInByPermit } from '../../../core/uploads/permit.ts'
import { signIn } from '../../../core/users/sign-in.ts'
import { presentedBy } from '../cookie.ts'
import type { ApiDoor } from '../door.ts'
import { doorErrors } from '../errors.ts'
import type { WireError } from '../wire.ts'
import { basicOf, type NameAndPassword } from './basic.ts'
import type { Bringing, OneRequest } from './one-request.ts'

/** What the other routes know already. */
export interface Admission {
  readonly door: ApiDoor
  readonly addressOf: (request: FastifyRequest) => string
  /** `null`: refused, and answered so. */
  readonly ask: (request: FastifyRequest, reply: FastifyReply) => Promise<UserActor | null>
  /** Whether it is no page of another server that asks. */
  readonly isOwnPage: (request: FastifyRequest) => boolean
  readonly refuse: (reply: FastifyReply, fault: Fault) => FastifyReply
  readonly say: (reply: FastifyReply, status: number, error: WireError) => FastifyReply
}

interface Exchange {
  readonly request: FastifyRequest<OneRequest>
  readonly reply: FastifyReply
}

/** `null`: refused, and answered so. A password is taken by POST alone: where clients of IRC are told to bring files. */
export async function whoBrings(admission: Admission, exchange: Exchange): Promise<Bringing | null> {
  const { request, reply } = exchange
  const { params, method, headers } = request
  if (params.permit !== undefined) return byPermit(admission, exchange, params.permit)
  const token = method === 'POST' ? permitOf(headers) : null
  if (token !== null) return byPermit(admission, exchange, token)
  const given = method === 'POST' ? basicOf(headers.authorization) : null
  if (given !== null) return byPassword(admission, exchange, given)
  if (method === 'POST' && presentedBy(headers) === null) challenge(exchange)
  const actor = await admission.ask(request, reply)
  return actor === null ? null : { actor }
}

/** What IRC's FILEHOST TOKEN has answered with; tokens have no dot. */
function permitOf(headers: IncomingHttpHeaders): string | null {
  const presented = presentedBy(headers)
  return presented?.by === 'bearer' && presented.secret.includes('.') ? presented.secret : null
}

async function byPermit(admission: Admission, exchange: Exchange, permit: string): Promise<Bringing | null> {
  const visitor = await admitted(admission, exchange)
  const entered = visitor.ok ? await admission.door.run(visitor.result, signInByPermit, { permit }) : visitor
  if (entered.ok) {
    const { actor, channel } = entered.result
    return channel === null ? { actor } : { actor, into: channel }
  }
  admission.refuse(exchange.reply, entered.fault)
  return null
}

/** Slowed down as every sign-in by password. A page of another server could use what a browser has kept. */
async function byPassword(
  admission: Admission,
  exchange: Exchange,
  given: NameAndPassword,
): Promise<Bringing | null> {
  if (!admission.isOwnPage(exchange.request)) {
    admission.say(exchange.reply, 403, doorErrors.otherOrigin)
    return null
  }
  const visitor = await admitted(admission, exchange)
  const entered = visitor.ok ? await admission.door.run(visitor.result, signIn, given) : visitor
  if (entered.ok) return { actor: entered.result.actor }
  if (entered.fault.code === 'wrong-password') challenge(exchange)
  admission.refuse(exchange.reply, entered.fault)
  return null
}

async function admitted({ door, addressOf }: Admission, { request }: Exchange): Promise<Outcome<Visitor>> {
  const visitor = door.visitor(addressOf(request))
  const outcome = await door.run(visitor, admitAddress, {})
  return outcome.ok ? { ok: true, result: visitor } : outcome
}

/** Pages are not told: their browser would ask people for a password. */
function challenge({ request, reply }: Exchange): void {
  if (request.headers.origin === undefined)
    void reply.header('WWW-Authenticate', 'Basic realm="files", charset="UTF-8"')
}
