/** Who of those a user knows is here now: the members of their channels, and the other side of private conversations. */
import { z } from 'zod'
import { defineCommand } from '../command.ts'

export const listPeers = defineCommand({
  name: 'presence.list-peers',
  who: 'user',
  cost: 0,
  input: z.object({}),
  async run({ actor, store, roster }) {
    const known = new Set(await store.memberships.peers(actor.id))
    for (const { channel } of await store.memberships.ofUser(actor.id))
      for (const { id } of channel.between ?? []) known.add(id)
    return { result: { online: roster.online().filter((id) => known.has(id)) } }
  },
})
