/** Changes of metadata, as lines for those who have subscribed to the key. */
import type { EventOf } from '../../../core/events.ts'
import type { IrcClient } from '../client.ts'
import { sourceOf, type IrcLine } from '../line.ts'

export function metadataLine(client: IrcClient, event: EventOf<'metadata.changed'>): IrcLine | null {
  if (!client.has('draft/metadata-3') || !client.metadataKeys.has(event.key)) return null
  const { subject, key, value, origin } = event
  const target = 'user' in subject ? subject.user.name : `#${subject.channel.name}`
  const person = origin?.person ?? null
  const source = person === null ? client.serverName : sourceOf(person)
  return {
    source,
    command: 'METADATA',
    params: value === null ? [target, key, '*'] : [target, key, '*', value],
  }
}
