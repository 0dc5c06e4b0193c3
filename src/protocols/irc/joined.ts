/** What a client is shown of a channel it has come into: topic, read marker, names. */
import { showMembers } from '../../core/channels/list-members.ts'
import { showChannel } from '../../core/channels/show-channel.ts'
import type { Outcome } from '../../core/command.ts'
import type { Channel, ChannelId, Membership } from '../../core/types.ts'
import type { Coming, IrcClient } from './client.ts'
import type { IrcDoor } from './door.ts'
import { readMarkLine } from './encode/messages.ts'
import type { IrcLine } from './line.ts'
import { namesLines, type Listed } from './verbs/names.ts'

/** A channel as it was read just now, and the user's place in it. */
interface Shown {
  readonly channel: Channel
  readonly membership: Membership | null
}

/** To whoever has joined it, as a part of the answer. */
export async function showJoined(door: IrcDoor, client: IrcClient, id: ChannelId): Promise<void> {
  const listed = await listFor(door, client, id)
  const shown = listed ?? (await door.try(client, showChannel, { channel: id }))
  if (shown.ok) client.answer(...linesOf(door, client, { ...shown.result, listed }))
}

export async function joinedLines(
  door: IrcDoor,
  client: IrcClient,
  shown: Shown,
): Promise<readonly IrcLine[]> {
  const listed = await listFor(door, client, shown.channel.id)
  return linesOf(door, client, { ...shown, listed })
}

/** To a client that follows its user: not in the answer to what the client itself may be asking at this moment. */
export async function showFollowed(door: IrcDoor, client: IrcClient, event: Coming): Promise<void> {
  const { id } = event.channel
  const listed = client.has('draft/no-implicit-names')
    ? null
    : await door.listings.because(event, () => list(door, client, id))
  // How far somebody has read stands in their own membership alone.
  const shown =
    listed === null || client.has('draft/read-marker')
      ? await door.try(client, showChannel, { channel: id })
      : listed
  if (shown.ok) client.write(linesOf(door, client, { ...shown.result, listed }))
}

/** `null` for a client that asks for the names itself. */
async function listFor(
  door: IrcDoor,
  client: IrcClient,
  channel: ChannelId,
): Promise<Outcome<Listed> | null> {
  return client.has('draft/no-implicit-names') ? null : list(door, client, channel)
}

function list(door: IrcDoor, client: IrcClient, channel: ChannelId) {
  return door.try(client, showMembers, { channel })
}

/** `listed`: `null` for a client that asks for the names itself. */
function linesOf(
  door: IrcDoor,
  client: IrcClient,
  { channel, membership, listed }: Shown & { readonly listed: Outcome<Listed> | null },
): readonly IrcLine[] {
  const name = `#${channel.name}`
  const { serverName } = client
  return [
    ...topicLines(client, name, channel),
    ...(client.has('draft/read-marker') ? [readMarkLine(serverName, name, membership?.readAt ?? null)] : []),
    ...(listed?.ok === true ? namesLines(door, client, listed.result) : []),
  ]
}

/** None for a channel without a topic. `name`: as the client is to see it. */
export function topicLines(
  client: IrcClient,
  name: string,
  { topic, topicBy, topicAt }: Pick<Channel, 'topic' | 'topicBy' | 'topicAt'>,
): readonly IrcLine[] {
  if (topic === '') return []
  const since = String(Math.floor((topicAt ?? 0) / 1000))
  return [
    client.numericLine('RPL_TOPIC', name, topic),
    client.numericLine('RPL_TOPICWHOTIME', name, topicBy ?? '*', since),
  ]
}
