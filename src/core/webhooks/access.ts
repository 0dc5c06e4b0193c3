/** Who may manage a channel's webhooks: its moderators, and whoever made one that one. */
import { isId } from '../../lib/id.ts'
import { z } from 'zod'
import type { UserActor } from '../actor.ts'
import { governs, mayKnow } from '../channels/access.ts'
import type { Context } from '../command.ts'
import { ChatError } from '../errors.ts'
import type { ChannelId, UserRef, WebhookId } from '../types.ts'

export const webhookReference = z.custom<WebhookId>(
  (value) => typeof value === 'string' && isId(value),
  'that is not the id of a webhook',
)

/** The most a channel may have of either kind. */
export const mostWebhooks = 20

/** Also where the channel is archived. What somebody may not manage answers as what is not there. */
export async function demandManaging(
  context: Context<UserActor>,
  webhook: { readonly channel: ChannelId; readonly by: UserRef },
): Promise<void> {
  const { actor, store, now } = context
  if (webhook.by.id === actor.id) return
  const access = await store.channels.access({ id: webhook.channel }, actor.id, now)
  if (access !== null && mayKnow(actor, access) && (await governs(context, access, 'moderator'))) return
  throw new ChatError('no-such-webhook', {})
}
