/** What a user chooses about being found and written to. */
import { z } from 'zod'
import { personOf } from '../actor.ts'
import { defineCommand } from '../command.ts'
import { ChatError } from '../errors.ts'
import { ownUser, peersOf } from './access.ts'

export const changeUserSetting = defineCommand({
  name: 'user.change-setting',
  who: 'user',
  cost: 1,
  input: z.object({ setting: z.enum(['invisible', 'bot', 'accountsOnly', 'oneClient']), value: z.boolean() }),
  async run(context, { setting, value }) {
    const user = await ownUser(context, context.actor.id)
    const settings = { ...user.settings, [setting]: value }
    if (user.kind === 'bot' && setting === 'bot' && !value)
      throw new ChatError('bad-input', { problem: 'a bot is always shown as one' })
    if (user.settings[setting] === value) return { result: { settings } }
    await context.store.users.setSettings(user.id, { [setting]: value })
    const audience = await peersOf(context, user.id)
    return {
      result: { settings },
      events: [
        {
          type: 'user.settings-changed',
          audience,
          at: context.now,
          user: personOf(user),
          settings,
          changed: setting,
        },
      ],
    }
  },
})
