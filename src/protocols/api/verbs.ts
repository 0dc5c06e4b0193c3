/** Every call of the API by its name: what `POST /api/<name>` and `{"do": "<name>"}` run. */
import { botVerbs } from './verbs/bots.ts'
import { channelVerbs } from './verbs/channels.ts'
import { messageVerbs } from './verbs/messages.ts'
import { moderationVerbs } from './verbs/moderation.ts'
import { pushVerbs } from './verbs/push.ts'
import { tokenVerbs } from './verbs/tokens.ts'
import { uploadVerbs } from './verbs/uploads.ts'
import { userVerbs } from './verbs/users.ts'
import { webhookVerbs } from './verbs/webhooks.ts'

export const verbs = {
  ...messageVerbs,
  ...channelVerbs,
  ...userVerbs,
  ...tokenVerbs,
  ...uploadVerbs,
  ...botVerbs,
  ...webhookVerbs,
  ...pushVerbs,
  ...moderationVerbs,
} as const
