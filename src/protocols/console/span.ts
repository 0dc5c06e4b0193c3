/** Times and spans as operators read them: exact seconds, and larger units beside them where that helps. */
import { spanText } from '../../lib/time-text.ts'

/** `60 s`, `3600 s (1 h)`. */
export function secondsText(seconds: number): string {
  return seconds < 120 ? `${seconds} s` : `${seconds} s (${spanText(seconds * 1000)})`
}

/** `2026-11-22 21:04:09`, in UTC. */
export function secondText(at: number): string {
  return new Date(at).toISOString().slice(0, 19).replace('T', ' ')
}

export function isoText(at: number): string {
  return new Date(at).toISOString()
}

export function isoTextOrNull(at: number | null): string | null {
  return at === null ? null : isoText(at)
}

/** `: reason`, or nothing. */
export function because(reason: string | null): string {
  return reason === null || reason === '' ? '' : `: ${reason}`
}
