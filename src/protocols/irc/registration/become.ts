/** A client that is in already has signed in to an account: from now on it acts for that user. */
import { arrive } from '../../../core/presence/arrive.ts'
import type { SignedIn } from '../../../core/users/signed-in.ts'
import type { IrcClient } from '../client.ts'
import type { IrcDoor } from '../door.ts'
import { showJoined } from '../joined.ts'
import { sourceOf } from '../line.ts'
import { enter } from './enter.ts'

export async function become(door: IrcDoor, client: IrcClient, signedIn: SignedIn): Promise<void> {
  if (client.user === null) return enter(door, client, signedIn)
  const { actor, user } = signedIn
  const before = client.actor
  const moved = client.user.id !== user.id
  client.actor = actor
  if (!moved) return
  const nick = client.nick
  const first = door.ports.hub.moveTo(client, { id: user.id, name: user.name }, user.role !== 'none')
  if (nick !== user.name && before.kind === 'user')
    client.write([{ source: sourceOf(before), command: 'NICK', params: [user.name] }])
  const own = await door.ask(client, arrive, { first: false })
  if (own === undefined) return client.end('You cannot come in now')
  door.ports.hub.subscribe(
    client,
    own.joined.map(({ channel }) => ({ channel: channel.id, position: channel.lastPosition })),
  )
  for (const { channel } of own.joined) {
    if (channel.kind === 'direct' || client.channels.has(channel.id)) continue
    client.channels.set(channel.id, channel.name)
    client.answer({ source: sourceOf(actor), command: 'JOIN', params: [`#${channel.name}`] })
    await showJoined(door, client, channel.id)
  }
  if (first) await door.try(client, arrive, { first: true })
}
