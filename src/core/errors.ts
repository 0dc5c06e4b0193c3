/** The table of everything that can be refused: a short condition, what it carries, and a sentence safe to show. */

/** What each condition carries, so that a door can word it. Times are milliseconds since 1970, waits are seconds. */
export interface ErrorDetails {
  'account-required': { channel: string }
  'accounts-only': { name: string }
  'admin-only': Record<string, never>
  'already-signed-in': { name: string }
  'already-in-channel': { name: string; channel: string }
  'already-a-member': { channel: string }
  'bad-input': { problem: string }
  'bad-metadata': { problem: string }
  'bad-name': { name: string; problem: string }
  'banned-from-channel': { channel: string; until: number | null }
  banned: { reason: string | null }
  busy: Record<string, never>
  'channel-archived': { channel: string }
  'cannot-write': { channel: string; problem: string }
  'channel-full': { channel: string }
  'channel-name-taken': { channel: string }
  'channel-role-required': { channel: string; role: string }
  'console-only': Record<string, never>
  'guests-not-allowed': Record<string, never>
  'internal-error': { errorId: string }
  'invitation-required': { channel: string }
  'invite-code-required': Record<string, never>
  'key-required': { channel: string }
  kicked: { until: number; reason: string | null }
  'last-owner': { channel: string }
  'email-required': Record<string, never>
  'message-too-long': { length: number; limit: number }
  muted: { until: number | null; reason: string | null }
  'name-taken': { name: string }
  'no-such-bot': { name: string }
  'no-such-channel': { channel: string }
  'no-such-message': Record<string, never>
  'no-such-report': Record<string, never>
  'no-such-sanction': { subject: string }
  'no-such-upload': Record<string, never>
  'no-such-user': { name: string }
  'no-such-webhook': Record<string, never>
  'no-such-certificate': Record<string, never>
  'not-a-member': { channel: string }
  'not-in-channel': { name: string; channel: string }
  'not-reloadable': { options: readonly string[] }
  'not-shutting-down': Record<string, never>
  'not-signed-in': Record<string, never>
  'not-your-message': Record<string, never>
  'operator-only': Record<string, never>
  outranked: { name: string }
  'registration-closed': Record<string, never>
  'shutting-down': Record<string, never>
  'storage-full': Record<string, never>
  'storage-unavailable': Record<string, never>
  'token-not-valid': Record<string, never>
  'too-many-attempts': { retryAfter: number }
  'too-many-entries': { limit: number }
  'too-many-channels': { limit: number }
  'too-many-requests': { retryAfterMs: number }
  /** What was found, as the scanner calls it. */
  'upload-infected': { signature: string }
  'upload-not-scanned': Record<string, never>
  'upload-too-large': { size: number; limit: number }
  /** Bytes, and which limit of the scanner. */
  'upload-too-large-to-scan': { size: number; limit: string }
  /** What it is by its content, and what is taken. */
  'upload-type-refused': { type: string; allowed: readonly string[] }
  /** Bytes. */
  'uploads-full': { whose: 'yours' | 'all'; used: number; limit: number }
  'uploads-off': Record<string, never>
  'uploads-unavailable': Record<string, never>
  'voice-required': { channel: string }
  'wrong-key': { channel: string }
  'wrong-password': Record<string, never>
}

export type ErrorCode = keyof ErrorDetails

/** A refusal as a value: what a door words and sends. */
export type Fault = { [C in ErrorCode]: { readonly code: C; readonly details: ErrorDetails[C] } }[ErrorCode]

/** One wording for every code; a missing row is a compile error. */
export type Words = { readonly [C in ErrorCode]: (details: ErrorDetails[C]) => string }

/** Thrown inside the core and the store, turned into a `Fault` in one place: `run`. */
export class ChatError<C extends ErrorCode = ErrorCode> extends Error {
  readonly code: C
  readonly details: ErrorDetails[C]

  constructor(code: C, details: ErrorDetails[C]) {
    super(code)
    this.name = 'ChatError'
    this.code = code
    this.details = details
  }

  fault(): Fault {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- code and details were given together
    return { code: this.code, details: this.details } as Fault
  }
}

/** Words a fault by a door's table. */
export function wordFault(words: Words, fault: Fault): string {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the table's rows and the value's tag belong together, which the compiler cannot follow
  const word = words[fault.code] as (details: Fault['details']) => string
  return word(fault.details)
}
