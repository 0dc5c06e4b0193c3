/** The end of a client: what was delivered to it counts as read, and those who share a channel are told. */
import { markRead } from '../../core/messages/mark-read.ts'
import { signOut } from '../../core/users/sign-out.ts'
import type { IrcClient } from './client.ts'
import type { IrcDoor } from './door.ts'

/** Does it once, however often it is called: by QUIT, so that all is told before the connection ends, and when a connection has ended. */
export function depart(door: IrcDoor, client: IrcClient): Promise<void> {
  client.departure ??= leave(door, client)
  return client.departure
}

async function leave(door: IrcDoor, client: IrcClient): Promise<void> {
  const { connection, actor } = client
  const { core, hub, log } = door.ports
  door.clients.delete(client)
  door.watch.clear(client)
  const positions = hub.detach(client)
  const because = client.farewell ?? connection.closedBecause
  log.info(
    { client: client.id, address: client.address, door: 'irc', because, routine: true },
    'disconnected',
  )
  if (actor.kind !== 'user') return
  if (!client.has('draft/read-marker')) await core.run(actor, markRead, { positions: [...positions] })
  const reason = client.quitReason ?? (because === 'peer' ? 'Connection closed' : because)
  await core.run(actor, signOut, { reason })
}
