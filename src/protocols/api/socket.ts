/** The WebSocket `/api/socket`: requests and their answers, one after the other, and the facts in between. */
import { admitAddress } from '../../core/moderation/admit-address.ts'
import { signOut } from '../../core/users/sign-out.ts'
import type { Pending } from '../../lib/pending.ts'
import type { LineHandlers } from '../../net/line-connection.ts'
import { pingFrame } from '../../net/websocket-frame.ts'
import { carryOut, refuse } from './answering.ts'
import { verbNamed } from './calls.ts'
import { ApiClient } from './client.ts'
import { presentedBy, type Presented } from './cookie.ts'
import type { ApiDoor } from './door.ts'
import { entryNamed, runEntry } from './entry.ts'
import { endWith, enter } from './entering.ts'
import { closeReasonOf, doorErrors } from './errors.ts'
import { parseRequest } from './grammar.ts'
import { signInByToken } from '../../core/tokens/sign-in.ts'
import { sayVolley, takeVolley } from './volley.ts'

/** How often a client is asked for a sign of life, and how long it may take to give one. */
const pingEvery = 30_000

export function socketHandlers(door: ApiDoor, departures: Pending): LineHandlers<ApiClient> {
  return {
    opened(connection, headers) {
      const client = new ApiClient(connection)
      const { id, address } = client
      door.ports.log.info({ client: id, address, door: 'api', routine: true }, 'connected')
      door.clients.add(client)
      door.ports.hub.attach(client)
      void busy(door, client, () => admit(door, client, headers === null ? null : presentedBy(headers)))
      return client
    },
    line: ({ state }, text) => void busy(door, state, () => handle(door, state, text)),
    fault: ({ state }, fault) =>
      state.say({ re: null, error: fault === 'line-too-long' ? doorErrors.tooLong : doorErrors.notJson }),
    expired: ({ state }) => expire(door, state),
    tooSlow: ({ state }) => state.close('slow'),
    closed({ state }) {
      departures.add(depart(door, state))
    },
  }
}

/** One thing at a time: the next line is read when this one is answered, so answers keep their order. */
async function busy(door: ApiDoor, client: ApiClient, work: () => Promise<void>): Promise<void> {
  const { connection } = client
  connection.hold()
  try {
    await work()
  } catch (error) {
    door.ports.log.error({ err: error, client: client.id }, 'a client could not be served')
    client.say({ re: null, error: doorErrors.failed })
    client.close('unavailable')
  }
  if (connection.ended) return
  setDeadline(door, client)
  connection.release()
}

function setDeadline(door: ApiDoor, { connection, user, connectedAt }: ApiClient): void {
  const signIn = connectedAt + door.settings().signInSeconds * 1000
  const ping = connection.lastHeardAt + pingEvery
  connection.deadline = user === null ? Math.min(signIn, ping) : ping
}

function expire(door: ApiDoor, client: ApiClient): void {
  const now = door.ports.clock.now()
  const { connection, user, connectedAt } = client
  if (user === null && now >= connectedAt + door.settings().signInSeconds * 1000)
    return client.close('sign-in-deadline')
  if (connection.lastHeardAt + pingEvery > now) {
    client.pinged = false
    return setDeadline(door, client)
  }
  if (client.pinged && connection.lastHeardAt + 2 * pingEvery <= now) return client.close('idle')
  client.pinged = true
  client.send(pingFrame)
  connection.deadline = connection.lastHeardAt + 2 * pingEvery
}

async function admit(door: ApiDoor, client: ApiClient, presented: Presented | null): Promise<void> {
  const admitted = await door.run(client.actor, admitAddress, {})
  if (!admitted.ok) {
    client.say({ re: null, error: door.errorOf(admitted.fault) })
    return client.close(closeReasonOf(admitted.fault))
  }
  if (presented === null) return client.say({ event: 'hello', server: await door.describe(), user: null })
  const outcome = await door.run(client.actor, signInByToken, { secret: presented.secret })
  if (outcome.ok) return enter(door, client, { ...outcome.result, answering: null })
  client.say({ event: 'hello', server: await door.describe(), user: null })
  endWith(door, client, { re: null, fault: outcome.fault })
}

async function handle(door: ApiDoor, client: ApiClient, text: string): Promise<void> {
  client.pinged = false
  const parsed = parseRequest(text)
  if ('fault' in parsed) return client.say({ re: parsed.re, error: doorErrors.notJson })
  const { request } = parsed
  const entry = entryNamed(request.do)
  if (entry !== null) return runEntry(door, client, { entry, request })
  // What came in the same chunk is received by the time this goes on.
  const verb = await verbNamed(door, request.do)
  if (verb === null) return refuse(client, request, doorErrors.noSuchCall)
  const volley = takeVolley(client, request)
  if (volley === null) await carryOut(door, client, { verb, request })
  else await sayVolley(door, client, { volley, verb })
}

async function depart(door: ApiDoor, client: ApiClient): Promise<void> {
  const { connection, actor } = client
  door.clients.delete(client)
  door.ports.hub.detach(client)
  const because = client.closedFor ?? connection.closedBecause
  const { id, address } = client
  door.ports.log.info({ client: id, address, door: 'api', because, routine: true }, 'disconnected')
  if (actor.kind === 'user') await door.run(actor, signOut, {})
}
