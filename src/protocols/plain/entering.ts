/** The moments after a sign-in: the client is subscribed, greeted, and shown what it missed, with no gap to what comes live. */
import { channelRef } from '../../core/events.ts'
import { listMissed, type Missed } from '../../core/messages/list-missed.ts'
import { markRead } from '../../core/messages/mark-read.ts'
import { arrive } from '../../core/presence/arrive.ts'
import type { ChannelId } from '../../core/types.ts'
import { userRef } from '../../core/users/access.ts'
import { signOut } from '../../core/users/sign-out.ts'
import type { SignedIn } from '../../core/users/signed-in.ts'
import { printable } from '../../lib/printable.ts'
import { minuteText } from '../../lib/time-text.ts'
import type { PlainClient } from './client.ts'
import type { PlainDoor } from './door.ts'

export async function enter(door: PlainDoor, client: PlainClient, { actor, user }: SignedIn): Promise<void> {
  // Gone while it signed in, as the visitor it was: whom it would have acted for goes with it.
  if (client.connection.isOver) return void (await door.core.run(actor, signOut, {}))
  client.actor = actor
  const first = door.hub.signIn(client, { id: user.id, name: user.name }, user.role !== 'none')
  await rememberSeen(door, client)
  // From here on the departure knows whom it is about.
  if (client.connection.isOver) return
  const own = await door.ask(client, arrive, { first })
  if (own === undefined) return client.connection.end()
  client.actor = own.actor
  client.user = userRef(own.actor)
  door.hub.subscribe(
    client,
    own.joined.map(({ channel }) => ({ channel: channel.id, position: channel.lastPosition })),
  )
  const inOrder = own.joined.toSorted((a, b) => a.membership.joinedAt - b.membership.joinedAt)
  for (const { channel } of inOrder)
    if (channel.kind !== 'direct') client.channels.set(channel.id, channel.name)
  client.switchTo(client.channels.keys().next().value ?? null)

  greet(door, client)
  const missed = (await door.ask(client, listMissed, {}))?.missed ?? []
  for (const entry of missed) tellMissed(client, entry)
  const shown = new Map<ChannelId, number>(
    own.joined.map(({ channel }) => [channel.id, channel.lastPosition]),
  )
  for (const { channel } of missed) shown.set(channel.id, channel.lastPosition)
  door.hub.release(client, shown)
}

/** What another client of the same user has on its screen counts as seen, though that client has not left yet. */
async function rememberSeen(door: PlainDoor, client: PlainClient): Promise<void> {
  if (client.actor.kind !== 'user') return
  const positions = door.hub.seenBy(client.actor.id)
  if (positions.length > 0) await door.core.run(client.actor, markRead, { positions: [...positions] })
}

function greet(door: PlainDoor, client: PlainClient): void {
  client.tell(`signed in as ${client.user?.name ?? ''}`)
  const { motd } = door.settings()
  for (const line of motd.split('\n')) if (line.trim() !== '') client.tell(printable(line))
  const others = [...client.channels].filter(([id]) => id !== client.current).map(([, name]) => `#${name}`)
  const also = others.length === 0 ? '' : `; also in ${others.join(' ')} (/switch to talk there)`
  client.tell(
    client.currentName === null
      ? 'you are in no channel: /channels lists them'
      : `talking in #${client.currentName}${also}`,
  )
}

function tellMissed(client: PlainClient, { channel, unread, firstUnreadAt, messages }: Missed): void {
  const count = `${unread} ${unread === 1 ? 'message' : 'messages'}`
  const since = minuteText(firstUnreadAt)
  if (channel.kind !== 'direct')
    return client.tell(
      `you missed ${count} in #${channel.name} since ${since} UTC: /history #${channel.name}`,
    )
  const { user } = client
  if (user === null || channel.between === null) return
  const other = channel.between[0].id === user.id ? channel.between[1] : channel.between[0]
  const cut = messages.length < unread ? `, the last ${messages.length} of them` : ''
  client.tell(`you missed ${count} from ${other.name} since ${since} UTC${cut}:`)
  for (const message of messages) client.print(client.flavour.past(channelRef(channel), message, user.id))
  const last = messages.at(-1)
  if (last !== undefined)
    client.lastPrivate = { channel: channel.id, message: last.id, from: last.author.name }
}
