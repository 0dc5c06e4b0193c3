/** Which messages deserve a notification. Pure. */
import type { WireLevel } from '../../../src/protocols/api/wire.ts'

export interface Attention {
  readonly level: WireLevel
  readonly isForMe: boolean
  /** Whether the person looks at this very channel. */
  readonly isLooking: boolean
  readonly isQuiet: boolean
}

export function deservesNotice({ level, isForMe, isLooking, isQuiet }: Attention): boolean {
  if (isLooking || isQuiet || level === 'none') return false
  return level === 'all' || isForMe
}
