/** Which tokens count: whatever has expired is as if it were not there. */
import type { ExpressionBuilder } from 'kysely'
import type { Tables } from '../tables.ts'

export function isInForce(now: number) {
  return (is: ExpressionBuilder<Tables, 'tokens'>) =>
    is.or([is('expires_at', 'is', null), is('expires_at', '>', now)])
}
