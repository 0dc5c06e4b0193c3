/** Which messages are something that was said; the others are changes of the topic and tags of programs. */
import type { ExpressionBuilder } from 'kysely'
import type { SpokenKind } from '../../core/types.ts'
import type { Tables } from '../tables.ts'

export const spokenKinds = ['text', 'action', 'notice'] as const satisfies readonly SpokenKind[]

/** When something was last said in the channel of a membership, as a part of a query. */
export function lastSpokenAt(is: ExpressionBuilder<Tables, 'memberships'>) {
  return is
    .selectFrom('messages')
    .select('messages.sent_at')
    .whereRef('messages.channel_id', '=', 'memberships.channel_id')
    .where('messages.deleted_at', 'is', null)
    .where('messages.kind', 'in', spokenKinds)
    .orderBy('messages.position', 'desc')
    .limit(1)
}
