/** What every door that speaks in lines allows its connections. */
import type { ConnectionSettings } from './connection.ts'
import type { ListenLimits } from './connection-counts.ts'

/** A second's worth of pasted text may wait while a command runs. */
const heldBytes = 64 * 1024

/** How long the last words may take to leave at a shutdown. */
export const grace = 500

/** `limits` is read anew for every connection. */
export function liveLimits(limits: () => ListenLimits): ListenLimits {
  return {
    get connections() {
      return limits().connections
    },
    get connectionsPerAddress() {
      return limits().connectionsPerAddress
    },
  }
}

export function lineLimits(
  lineBytes: number,
  limits: () => ListenLimits,
): ConnectionSettings<unknown>['limits'] & ListenLimits {
  return Object.assign(liveLimits(limits), { lineBytes, heldBytes })
}
