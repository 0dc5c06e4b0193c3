/** The metadata of a channel and of everybody in it who is here: for a client that has come in. */
import { z } from 'zod'
import { shownName } from '../channels/access.ts'
import { defineCommand } from '../command.ts'
import { channelReference } from '../input.ts'
import type { MetadataEntry } from '../store-port.ts'
import { readableChannelFor } from './access.ts'
import { metadataKey } from './metadata.ts'

export interface ShownMetadata {
  /** `#channel`, or the name of a user. */
  readonly shown: string
  readonly entries: readonly MetadataEntry[]
}

export const listChannelMetadata = defineCommand({
  name: 'metadata.list-of-channel',
  who: 'user',
  /** Doors show it on their own account to whoever joins. */
  cost: 0,
  input: z.object({ channel: channelReference, keys: z.array(metadataKey).max(100) }),
  async run(context, { channel: written, keys }) {
    const { channel, membership } = await readableChannelFor(context, written)
    const { metadata } = context.store
    const [entries, members] = await Promise.all([
      metadata.get(channel.id, keys),
      membership === null ? [] : metadata.ofMembers(channel.id, keys),
    ])
    const here = members.filter(({ user }) => context.roster.isOnline(user.id))
    const found: readonly ShownMetadata[] = [
      { shown: shownName(channel), entries },
      ...here.map((member) => ({ shown: member.user.name, entries: member.entries })),
    ]
    return { result: { found: found.filter((subject) => subject.entries.length > 0) } }
  },
})
