/** When a user is not to be called, and what may be shown; kept here so that all their clients agree. */
import { z } from 'zod'
import { defineCommand } from '../command.ts'
import { ChatError } from '../errors.ts'
import { userRef } from './access.ts'
import { quietHours } from './quiet-hours.ts'

export const setNotifications = defineCommand({
  name: 'user.set-notifications',
  who: 'user',
  cost: 1,
  /** What is left out stays as it is; `quiet: null`: never quiet. */
  input: z.object({ quiet: quietHours.nullish(), showText: z.boolean().optional() }),
  async run({ actor, store, now: at }, { quiet, showText }) {
    const notifications = await store.users.setNotifications(actor.id, {
      ...(quiet === undefined ? {} : { quiet }),
      ...(showText === undefined ? {} : { showText }),
    })
    if (notifications === null) throw new ChatError('not-signed-in', {})
    const audience = [{ to: 'user', user: actor.id }] as const
    return {
      result: { notifications },
      events: [{ type: 'user.notifications-changed', audience, at, user: userRef(actor), notifications }],
    }
  },
})

export const showNotifications = defineCommand({
  name: 'user.show-notifications',
  who: 'user',
  cost: 0,
  input: z.object({}),
  async run({ actor, store }) {
    const notifications = await store.users.notifications(actor.id)
    if (notifications === null) throw new ChatError('not-signed-in', {})
    return { result: { notifications } }
  },
})
