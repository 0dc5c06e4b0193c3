/** How an outgoing webhook fares, as what is said of it. Pure. */
import type { WireOutgoingWebhook } from '../../../src/protocols/api/wire.ts'

export type WebhookState =
  | { readonly is: 'works' }
  /** Since, or at, when. */
  | { readonly is: 'failing' | 'stopped'; readonly at: number }

export function webhookState({
  failingSince,
  stoppedAt,
}: Pick<WireOutgoingWebhook, 'failingSince' | 'stoppedAt'>): WebhookState {
  if (stoppedAt !== null) return { is: 'stopped', at: stoppedAt }
  return failingSince === null ? { is: 'works' } : { is: 'failing', at: failingSince }
}
