/** The moments after a sign-in: the client is subscribed, welcomed, put into its channels and shown what it missed, with no gap to what comes live. */
import { channelRef } from '../../../core/events.ts'
import { listMissed } from '../../../core/messages/list-missed.ts'
import { markRead } from '../../../core/messages/mark-read.ts'
import { arrive } from '../../../core/presence/arrive.ts'
import { setAway } from '../../../core/presence/set-away.ts'
import type { JoinedChannel } from '../../../core/store-port.ts'
import type { Channel, ChannelId } from '../../../core/types.ts'
import { userRef } from '../../../core/users/access.ts'
import { changeUserSetting } from '../../../core/users/change-settings.ts'
import type { SignedIn } from '../../../core/users/signed-in.ts'
import { ownJoin, type IrcClient } from '../client.ts'
import type { IrcDoor } from '../door.ts'
import { hasGone } from '../departure.ts'
import { messageLines } from '../encode/messages.ts'
import { settingOfLetter } from '../user-modes.ts'
import { joinedLines } from '../joined.ts'
import { applyEarlyMetadata } from '../verbs/metadata.ts'
import { sendWelcome } from './welcome.ts'

/** How much of each channel is played back to clients that cannot ask for history. */
const playbackPage = 50

export async function enter(door: IrcDoor, client: IrcClient, { actor, user }: SignedIn): Promise<void> {
  if (await hasGone(door, client, actor)) return
  const { hub } = door.ports
  client.actor = actor
  const first = hub.signIn(client, { id: user.id, name: user.name }, user.role !== 'none')
  await rememberSeen(door, client)
  // From here on the departure knows whom it is about.
  if (client.departure !== null) return
  const own = await door.ask({ client }, arrive, { first })
  if (own === undefined) return client.end('You cannot come in now')
  client.actor = own.actor
  client.user = userRef(own.actor)
  hub.subscribe(
    client,
    own.joined.map(({ channel }) => ({ channel: channel.id, position: channel.lastPosition })),
  )
  if (first) await applyDefaults(door, client)
  await sendWelcome(door, client)
  if (client.registration.awayText !== null)
    await door.try(client, setAway, { text: client.registration.awayText })
  await applyEarlyMetadata(door, client)
  const shown = new Map<ChannelId, number>(
    own.joined.map(({ channel }) => [channel.id, channel.lastPosition]),
  )
  await rejoin(door, client, own.joined)
  const isUpToDate = own.joined.every(hasReadAll)
  if (!isUpToDate && !client.has('draft/chathistory')) await playBack(door, client, shown)
  hub.release(client, shown)
}

/** What another client of the same user has on its screen counts as seen, though that client has not left yet. */
async function rememberSeen(door: IrcDoor, client: IrcClient): Promise<void> {
  if (client.actor.kind !== 'user') return
  const positions = door.ports.hub.seenBy(client.actor.id)
  if (positions.length > 0) await door.ports.core.run(client.actor, markRead, { positions: [...positions] })
}

async function applyDefaults(door: IrcDoor, client: IrcClient): Promise<void> {
  for (const letter of door.settings().defaultUserModes.replace('+', '')) {
    const setting = settingOfLetter(letter)
    if (setting !== null) await door.try(client, changeUserSetting, { setting, value: true })
  }
}

/** The client is shown to be in these channels, those joined first first. */
export async function rejoin(
  door: IrcDoor,
  client: IrcClient,
  joined: readonly JoinedChannel[],
): Promise<void> {
  const { actor } = client
  if (actor.kind !== 'user') return
  for (const shown of joined.toSorted((a, b) => a.membership.joinedAt - b.membership.joinedAt)) {
    const { channel } = shown
    if (channel.kind === 'direct') continue
    client.channels.set(channel.id, channel.name)
    client.answer(ownJoin(client, actor, channel.name), ...(await joinedLines(door, client, shown)))
  }
}

function hasReadAll({ channel, membership }: JoinedChannel): boolean {
  return membership.readPosition >= channel.lastPosition
}

/** Clients that know no CHATHISTORY get what they missed as if it were said now, with its time where they take one. */
async function playBack(door: IrcDoor, client: IrcClient, shown: Map<ChannelId, number>): Promise<void> {
  const missed = (await door.ask({ client }, listMissed, { ofChannels: playbackPage }))?.missed ?? []
  for (const { channel, messages, unread } of missed) {
    shown.set(channel.id, channel.lastPosition)
    if (unread > messages.length) client.notice(manyMissed(channel, unread, messages.length))
    for (const message of messages)
      client.answer(...messageLines(channelRef(channel), message, { flavour: client.flavour }))
  }
}

function manyMissed(channel: Channel, unread: number, played: number): string {
  const where = channel.kind === 'direct' ? 'in private' : `in #${channel.name}`
  return `You missed ${unread} messages ${where}: these are the last ${played}`
}
