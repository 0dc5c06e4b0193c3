/** Calling people on browsers that are closed. */
import { z } from 'zod'
import { listPush } from '../../../core/push/list.ts'
import { subscribePush } from '../../../core/push/subscribe.ts'
import { testPush } from '../../../core/push/test.ts'
import { unsubscribePush } from '../../../core/push/unsubscribe.ts'
import { setNotifications, showNotifications } from '../../../core/users/set-notifications.ts'
import { notificationsOf } from '../encode/shapes.ts'
import { verb } from '../verb.ts'
import * as shapes from '../wire/shapes.ts'

const token = z.object({ token: shapes.id })
const notifications = z.object({ notifications: shapes.notifications })

export const pushVerbs = {
  'push.subscribe': verb(subscribePush, {
    about: 'Lets this browser be called when it is closed; takes what its PushSubscription says as JSON.',
    ok: token,
    answer: (result) => ({ token: result.token }),
  }),
  'push.unsubscribe': verb(unsubscribePush, {
    about: 'A browser of yours is not called any more: without `token` this one.',
    ok: token,
    answer: (result) => ({ token: result.token }),
  }),
  'push.list': verb(listPush, {
    about: 'Your browsers that are called, and the key to subscribe with; null: this server calls none.',
    ok: z.object({ key: z.string().nullable(), subscriptions: z.array(shapes.pushSubscription) }),
    answer: ({ key, subscriptions }) => ({ key, subscriptions: [...subscriptions] }),
  }),
  'push.test': verb(testPush, {
    about: 'Calls one of your browsers to see whether it works: without `token` this one.',
    ok: token,
    answer: (result) => ({ token: result.token }),
  }),
  'user.set-notifications': verb(setNotifications, {
    about: 'Sets your quiet hours and whether text is shown; what is left out stays as it is.',
    ok: notifications,
    answer: (result) => ({ notifications: notificationsOf(result.notifications) }),
  }),
  'user.show-notifications': verb(showNotifications, {
    about: 'Your quiet hours, and whether text is shown.',
    ok: notifications,
    answer: (result) => ({ notifications: notificationsOf(result.notifications) }),
  }),
} as const
