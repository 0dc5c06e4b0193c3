/** Metadata as lines: values, changes of them, and what is not set (draft/metadata-3). */
import { numerics } from '../numerics.ts'
import type { EventOf } from '../../../core/events.ts'
import type { MetadataEntry } from '../../../core/store-port.ts'
import type { IrcClient } from '../client.ts'
import type { IrcLine } from '../line.ts'

export function keyValue(client: IrcClient, target: string, { key, value }: MetadataEntry): IrcLine {
  return {
    source: client.serverName,
    command: numerics.RPL_KEYVALUE,
    params: [client.nick, target, key, '*', value],
  }
}

export function keyNotSet(client: IrcClient, target: string, key: string): IrcLine {
  return {
    source: client.serverName,
    command: numerics.RPL_KEYNOTSET,
    params: [client.nick, target, key, 'That key is not set'],
  }
}

/** A change goes to those who have subscribed to the key. */
export function changedLine(
  client: IrcClient,
  { subject, key, value }: EventOf<'metadata.changed'>,
): IrcLine | null {
  if (!client.has('draft/metadata-3') || !client.metadataKeys.has(key)) return null
  const target = 'user' in subject ? subject.user.name : `#${subject.channel.name}`
  return value === null ? keyNotSet(client, target, key) : keyValue(client, target, { key, value })
}
