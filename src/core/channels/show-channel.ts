/** A channel as whoever may know of it sees it: its settings and topic, and the caller's place in it. */
import { z } from 'zod'
import { defineCommand } from '../command.ts'
import { channelReference } from '../input.ts'
import { channelFor } from './access.ts'

export const showChannel = defineCommand({
  name: 'channel.show',
  who: 'user',
  /** One look; doors show it on their own account to whoever joins. */
  cost: 0,
  input: z.object({ channel: channelReference }),
  async run(context, input) {
    const { channel, membership } = await channelFor(context, input.channel)
    const { key } = channel.settings
    const settings = { ...channel.settings, key: membership === null && key !== null ? '*' : key }
    return { result: { channel: { ...channel, settings }, membership } }
  },
})
