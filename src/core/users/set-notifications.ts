/** When a user is not to be called, and what may be shown; kept here so that all their clients agree. */
import { z } from 'zod'
import { defineCommand } from '../command.ts'
import { ChatError } from '../errors.ts'
import { isTimeZone } from '../push/quiet.ts'
import { userRef } from './access.ts'

const minute = z.int().min(0, 'must be a minute of the day').max(1439, 'must be a minute of the day')

const quietHours = z.object({
  from: minute,
  to: minute,
  timeZone: z
    .string()
    .max(64, 'that is too long for a time zone')
    .refine(isTimeZone, 'that is not a time zone: Europe/Paris is'),
  days: z
    .array(z.int().min(1, 'must be a day from 1 to 7').max(7, 'must be a day from 1 to 7'))
    .min(1, 'at least one day is needed')
    .max(7, 'a week has seven days')
    .transform((days) => [...new Set(days)].toSorted((one, other) => one - other)),
})

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
