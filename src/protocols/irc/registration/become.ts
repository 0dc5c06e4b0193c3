/** A client that is in already has signed in to an account: from now on it acts for that user. */
import { arrive } from '../../../core/presence/arrive.ts'
import type { JoinedChannel } from '../../../core/store-port.ts'
import type { ChannelId } from '../../../core/types.ts'
import type { SignedIn } from '../../../core/users/signed-in.ts'
import type { IrcClient } from '../client.ts'
import type { IrcDoor } from '../door.ts'
import { enter, rejoin } from './enter.ts'

export async function become(door: IrcDoor, client: IrcClient, signedIn: SignedIn): Promise<void> {
  if (client.user === null) return enter(door, client, signedIn)
  const { actor, user } = signedIn
  const { hub } = door.ports
  const moved = client.user.id !== user.id
  client.actor = actor
  if (!moved) return
  const seenIn = [...client.channels.keys()]
  const first = hub.moveTo(client, { id: user.id, name: user.name }, user.role !== 'none')
  const own = await door.ask(client, arrive, { first, seenIn })
  if (own === undefined) return client.end('You cannot come in now')
  const fresh = own.joined.filter(({ channel }) => !client.channels.has(channel.id))
  hub.subscribe(
    client,
    fresh.map(({ channel }) => ({ channel: channel.id, position: channel.lastPosition })),
  )
  await rejoin(door, client, fresh)
  hub.release(client, shownOf(fresh))
}

function shownOf(joined: readonly JoinedChannel[]): ReadonlyMap<ChannelId, number> {
  return new Map(joined.map(({ channel }) => [channel.id, channel.lastPosition]))
}
