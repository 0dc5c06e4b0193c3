/** What a client is shown of a channel it has come into: topic, read marker, names. */
import { listMembers } from '../../core/channels/list-members.ts'
import { showChannel } from '../../core/channels/show-channel.ts'
import type { ChannelId } from '../../core/types.ts'
import type { IrcClient } from './client.ts'
import type { IrcDoor } from './door.ts'
import { sendNames } from './verbs/names.ts'

export async function showJoined(door: IrcDoor, client: IrcClient, id: ChannelId): Promise<void> {
  const shown = await door.try(client, showChannel, { channel: id })
  if (!shown.ok) return
  const { channel, membership } = shown.result
  const name = `#${channel.name}`
  if (channel.topic !== '') {
    client.numeric('RPL_TOPIC', name, channel.topic)
    client.numeric(
      'RPL_TOPICWHOTIME',
      name,
      channel.topicBy ?? '*',
      String(Math.floor((channel.topicAt ?? 0) / 1000)),
    )
  }
  if (client.has('draft/read-marker')) client.reply('MARKREAD', name, readMark(membership?.readAt ?? null))
  if (client.has('draft/no-implicit-names')) return
  const listed = await door.try(client, listMembers, { channel: id })
  if (listed.ok) sendNames({ door, client }, listed.result)
}

export function readMark(readAt: number | null): string {
  return readAt === null ? '*' : `timestamp=${new Date(readAt).toISOString()}`
}
