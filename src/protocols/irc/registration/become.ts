/** A client that is in already has signed in to an account: from now on it acts for that user. */
import type { UserActor } from '../../../core/actor.ts'
import { arrive } from '../../../core/presence/arrive.ts'
import type { JoinedChannel } from '../../../core/store-port.ts'
import type { ChannelId } from '../../../core/types.ts'
import type { SignedIn } from '../../../core/users/signed-in.ts'
import { signOut } from '../../../core/users/sign-out.ts'
import type { IrcClient } from '../client.ts'
import { hasGone } from '../departure.ts'
import type { IrcDoor } from '../door.ts'
import { sourceOf } from '../line.ts'
import { enter, rejoin } from './enter.ts'

export async function become(door: IrcDoor, client: IrcClient, signedIn: SignedIn): Promise<void> {
  const { actor, user } = signedIn
  if (await hasGone(door, client, actor)) return
  if (client.user === null) {
    // All clients of the user are called the same.
    if (client.nick !== user.name)
      client.write([{ source: client.nick, command: 'NICK', params: [user.name] }])
    return enter(door, client, signedIn)
  }
  const before = client.actor
  client.actor = actor
  if (client.user.id === user.id || before.kind !== 'user') return
  // A guest has become the user already, by the fact that told everybody.
  return before.id === user.id
    ? moveGuest(door, client, signedIn)
    : changeAccount(door, client, { before, signedIn })
}

/** A guest stays in the channels they are in. */
async function moveGuest(door: IrcDoor, client: IrcClient, { user }: SignedIn): Promise<void> {
  const { hub } = door.ports
  const seenIn = [...client.channels.keys()]
  const first = hub.moveTo(client, { id: user.id, name: user.name }, user.role !== 'none')
  const own = await door.ask({ client }, arrive, { first, seenIn })
  if (own === undefined) return client.end('You cannot come in now')
  const fresh = own.joined.filter(({ channel }) => !client.channels.has(channel.id))
  hub.subscribe(
    client,
    fresh.map(({ channel }) => ({ channel: channel.id, position: channel.lastPosition })),
  )
  await rejoin(door, client, fresh)
  hub.release(client, shownOf(fresh))
}

interface Change {
  readonly before: UserActor
  readonly signedIn: SignedIn
}

/** One user goes and another comes, in the same connection. */
async function changeAccount(door: IrcDoor, client: IrcClient, { before, signedIn }: Change): Promise<void> {
  const { core, hub } = door.ports
  const { user } = signedIn
  hub.detach(client)
  for (const name of client.channels.values())
    client.write([{ source: sourceOf(before), command: 'PART', params: [`#${name}`] }])
  client.channels.clear()
  await core.run(before, signOut, { reason: `Signed in as ${user.account ?? user.name}` })
  // Whoever has gone meanwhile must not be given a seat again.
  if (client.departure !== null) return
  hub.attach(client)
  const first = hub.signIn(client, { id: user.id, name: user.name }, user.role !== 'none')
  if (before.name !== user.name)
    client.write([{ source: sourceOf(before), command: 'NICK', params: [user.name] }])
  const own = await door.ask({ client }, arrive, { first })
  if (own === undefined) return client.end('You cannot come in now')
  hub.subscribe(
    client,
    own.joined.map(({ channel }) => ({ channel: channel.id, position: channel.lastPosition })),
  )
  await rejoin(door, client, own.joined)
  hub.release(client, shownOf(own.joined))
}

function shownOf(joined: readonly JoinedChannel[]): ReadonlyMap<ChannelId, number> {
  return new Map(joined.map(({ channel }) => [channel.id, channel.lastPosition]))
}
