/** What a client is shown of a channel it has come into: topic, read marker, names. */
import { showMembers } from '../../core/channels/list-members.ts'
import { showChannel } from '../../core/channels/show-channel.ts'
import type { Channel, ChannelId, Membership } from '../../core/types.ts'
import type { IrcClient } from './client.ts'
import type { IrcDoor } from './door.ts'
import { readMarkLine } from './encode/messages.ts'
import type { IrcLine } from './line.ts'
import { namesLines } from './verbs/names.ts'

/** A channel as it was read just now, and the user's place in it. */
export interface Shown {
  readonly channel: Channel
  readonly membership: Membership | null
}

export async function showJoined(door: IrcDoor, client: IrcClient, id: ChannelId): Promise<void> {
  const shown = await door.try(client, showChannel, { channel: id })
  if (shown.ok) client.answer(...(await joinedLines(door, client, shown.result)))
}

export async function joinedLines(
  door: IrcDoor,
  client: IrcClient,
  { channel, membership }: Shown,
): Promise<readonly IrcLine[]> {
  const lines = [...topicLines(client, `#${channel.name}`, channel)]
  if (client.has('draft/read-marker'))
    lines.push(readMarkLine(client.serverName, `#${channel.name}`, membership?.readAt ?? null))
  if (client.has('draft/no-implicit-names')) return lines
  const listed = await door.try(client, showMembers, { channel: channel.id })
  return listed.ok ? [...lines, ...namesLines(door, client, listed.result)] : lines
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
