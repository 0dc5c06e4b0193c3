/** The end of a client: what was delivered to it counts as read, and those who share a channel are told. */
import type { UserActor } from '../../core/actor.ts'
import { markRead } from '../../core/messages/mark-read.ts'
import { signOut } from '../../core/users/sign-out.ts'
import type { IrcClient } from './client.ts'
import type { IrcDoor } from './door.ts'

/** Does it once, however often it is called: by QUIT, so that all is told before the connection ends, and when a connection has ended. */
export function depart(door: IrcDoor, client: IrcClient): Promise<void> {
  client.departure ??= leave(door, client)
  return client.departure
}

/** Whether the client went while it was signing in: whom it would have acted for goes with it. */
export async function hasGone(door: IrcDoor, client: IrcClient, actor: UserActor): Promise<boolean> {
  if (client.departure === null) return false
  await door.ports.core.run(actor, signOut, { reason: reasonOf(client) })
  return true
}

async function leave(door: IrcDoor, client: IrcClient): Promise<void> {
  const { actor } = client
  const { core, hub, log } = door.ports
  door.clients.delete(client)
  door.watch.clear(client)
  const positions = hub.detach(client)
  const { id, address } = client
  log.info({ client: id, address, door: 'irc', because: because(client), routine: true }, 'disconnected')
  if (actor.kind !== 'user') return
  if (!client.has('draft/read-marker')) await core.run(actor, markRead, { positions: [...positions] })
  await core.run(actor, signOut, { reason: reasonOf(client) })
}

function because({ farewell, connection }: IrcClient): string {
  return farewell ?? connection.closedBecause
}

/** The last words that others are shown. */
function reasonOf(client: IrcClient): string {
  const cause = because(client)
  return client.quitReason ?? (cause === 'peer' ? 'Connection closed' : cause)
}
