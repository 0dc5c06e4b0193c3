/** Changes one setting of a channel. */
import { z } from 'zod'
import { actorName } from '../actor.ts'
import { defineCommand } from '../command.ts'
import { ChatError } from '../errors.ts'
import { channelReference } from '../input.ts'
import { governedChannelFor } from './access.ts'
import { settingsChanged } from './facts.ts'
import { settingChange } from './settings.ts'

export const changeSetting = defineCommand({
  name: 'channel.change-setting',
  who: 'user',
  cost: 1,
  input: z.object({ channel: channelReference, change: settingChange }),
  async run(context, input) {
    const { channel } = await governedChannelFor(context, input.channel, 'moderator')
    const { change } = input
    if (
      channel.kind === 'private' &&
      (change.setting === 'secret' || change.setting === 'inviteOnly') &&
      !change.value
    ) {
      throw new ChatError('bad-input', { problem: 'a private channel stays secret and invite-only' })
    }
    await context.store.channels.setSettings(channel.id, { [change.setting]: change.value })
    const done = { by: actorName(context.actor), at: context.now }
    return {
      result: { channel },
      events: [settingsChanged(channel, change, done)],
      log: { channel: channel.id, setting: change.setting },
    }
  },
})
