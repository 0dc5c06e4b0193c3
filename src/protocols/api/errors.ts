/** Every refusal as this door's error: the code, a sentence, what is in it, and the status that HTTP answers with. */
import { wordFault, type ErrorCode, type Fault } from '../../core/errors.ts'
import { plainWords } from '../../core/words.ts'
import type { CloseReason } from '../../fanout/client.ts'
import type { WireError } from './wire.ts'

export function errorOf(fault: Fault, now: () => number): WireError {
  return { code: fault.code, message: wordFault(plainWords(now), fault), details: { ...fault.details } }
}

/** What a program that knows only HTTP makes of a refusal. */
const statuses: { readonly [C in ErrorCode]: number } = {
  'account-required': 403,
  'accounts-only': 403,
  'admin-only': 403,
  'already-signed-in': 409,
  'already-in-channel': 409,
  'already-a-member': 409,
  'bad-input': 400,
  'bad-metadata': 400,
  'bad-name': 400,
  'banned-from-channel': 403,
  banned: 403,
  busy: 503,
  'channel-archived': 409,
  'cannot-write': 403,
  'channel-full': 409,
  'channel-name-taken': 409,
  'channel-role-required': 403,
  'console-only': 403,
  'guests-not-allowed': 403,
  'internal-error': 500,
  'invitation-required': 403,
  'invite-code-required': 403,
  'key-required': 403,
  kicked: 403,
  'last-owner': 409,
  'email-required': 400,
  'message-too-long': 400,
  muted: 403,
  'name-taken': 409,
  'no-such-bot': 404,
  'no-such-channel': 404,
  'no-such-message': 404,
  'no-such-report': 404,
  'no-such-sanction': 404,
  'no-such-upload': 404,
  'no-such-user': 404,
  'no-such-webhook': 404,
  'no-such-certificate': 404,
  'not-a-member': 403,
  'not-in-channel': 404,
  'not-reloadable': 409,
  'not-shutting-down': 409,
  'not-signed-in': 401,
  'not-your-message': 403,
  'operator-only': 403,
  outranked: 403,
  'registration-closed': 403,
  'shutting-down': 503,
  'storage-full': 507,
  'storage-unavailable': 503,
  'token-not-valid': 401,
  'too-many-attempts': 429,
  'too-many-entries': 409,
  'too-many-channels': 409,
  'too-many-requests': 429,
  'upload-infected': 422,
  'upload-not-scanned': 503,
  'upload-too-large': 413,
  'upload-too-large-to-scan': 413,
  'upload-type-refused': 415,
  'uploads-full': 507,
  'uploads-off': 403,
  'uploads-unavailable': 503,
  'voice-required': 403,
  'wrong-key': 403,
  'wrong-password': 401,
}

export function statusOf({ code }: Fault): number {
  return statuses[code]
}

/** How a socket ends whose sign-in was refused with this. */
export function closeReasonOf({ code }: Fault): CloseReason {
  if (code === 'banned' || code === 'kicked') return code
  return code === 'token-not-valid' || code === 'not-signed-in' ? 'signed-out' : 'unavailable'
}

/** Refusals of the door itself, before any command has been asked. */
export const doorErrors = {
  notJson: doorError('not-json', 'that is not JSON: an object with "id", "do" and "with" is'),
  noSuchCall: doorError('no-such-call', 'there is no such call: /api/docs lists them'),
  tooLong: doorError('too-long', 'that is too long'),
  otherOrigin: doorError(
    'other-origin',
    "a cookie or a password is taken only from this server's own pages: programs use a bearer token",
  ),
  nothingHere: doorError('nothing-here', 'nothing is here'),
  failed: doorError('internal-error', 'something went wrong in the server'),
} as const

function doorError(code: string, message: string): WireError {
  return { code, message, details: {} }
}
