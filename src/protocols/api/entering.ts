/** The moments after a sign-in over the WebSocket: the client is subscribed and told where everything stands, with no gap to what comes live. */
import { showOwn } from '../../core/channels/list-own.ts'
import type { Fault } from '../../core/errors.ts'
import { arrive } from '../../core/presence/arrive.ts'
import { listPeers } from '../../core/presence/list-peers.ts'
import type { ChannelId, Sanction, User } from '../../core/types.ts'
import { userRef } from '../../core/users/access.ts'
import { showNotifications } from '../../core/users/set-notifications.ts'
import { signOut } from '../../core/users/sign-out.ts'
import type { SignedIn } from '../../core/users/signed-in.ts'
import type { ApiClient } from './client.ts'
import type { ApiDoor } from './door.ts'
import { closeReasonOf } from './errors.ts'
import { notificationsOf, ownChannelOf, selfOf } from './encode/shapes.ts'
import type { Request } from './wire.ts'

interface Entering extends SignedIn {
  /** The request that signed in, answered as soon as it is known to have done so; `null`: the socket came signed in. */
  readonly answering: Request['id'] | null
}

export async function enter(
  door: ApiDoor,
  client: ApiClient,
  { actor, user, answering }: Entering,
): Promise<void> {
  const { hub } = door.ports
  // Gone while it signed in, as the visitor it was: whom it would have acted for goes with it.
  if (client.connection.isOver) return void (await door.run(actor, signOut, {}))
  client.actor = actor
  client.token = actor.token ?? null
  const first = hub.signIn(client, { id: user.id, name: user.name }, user.role !== 'none')
  const arrived = await door.run(actor, arrive, { first })
  if (!arrived.ok) return endWith(door, client, { re: answering, fault: arrived.fault })
  client.actor = { ...arrived.result.actor }
  client.user = userRef(client.actor)
  const positions = arrived.result.joined.map(({ channel }) => ({
    channel: channel.id,
    position: channel.lastPosition,
  }))
  hub.subscribe(client, positions)
  if (answering === null) client.say({ event: 'hello', server: await door.describe(), user: selfOf(user) })
  else client.say({ re: answering, ok: { user: selfOf(user) } })
  await tellReady(door, client, { user, mute: arrived.result.mute })
}

/** Whoever cannot be told where they are is asked to come back. */
export function endWith(
  door: ApiDoor,
  client: ApiClient,
  { re, fault }: { readonly re: Request['id'] | null; readonly fault: Fault },
): void {
  client.say({ re, error: door.errorOf(fault) })
  client.close(closeReasonOf(fault))
}

interface Arrived {
  readonly user: User
  readonly mute: Sanction | null
}

async function tellReady(door: ApiDoor, client: ApiClient, { user, mute }: Arrived): Promise<void> {
  const own = await door.run(client.actor, showOwn, {})
  const peers = await door.run(client.actor, listPeers, {})
  const called = await door.run(client.actor, showNotifications, {})
  if (!own.ok) return endWith(door, client, { re: null, fault: own.fault })
  if (!peers.ok) return endWith(door, client, { re: null, fault: peers.fault })
  if (!called.ok) return endWith(door, client, { re: null, fault: called.fault })
  const { channels } = own.result
  await client.answer({
    event: 'ready',
    user: selfOf({ ...user, name: client.user?.name ?? user.name }),
    channels: channels.map(ownChannelOf),
    online: [...peers.result.online],
    notifications: notificationsOf(called.result.notifications),
    mute: mute === null ? null : { reason: mute.reason, until: mute.expiresAt },
  })
  const shown = new Map<ChannelId, number>(channels.map(({ channel }) => [channel.id, channel.lastPosition]))
  door.ports.hub.release(client, shown)
}
