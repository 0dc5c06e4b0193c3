/** Every refusal as this door's numerics: which one, and what stands before the sentence. */
import { wordFault, type ErrorCode, type Fault } from '../../core/errors.ts'
import { plainWords } from '../../core/words.ts'
import type { IrcClient } from './client.ts'
import type { Refusing } from './door.ts'

/** `c`: the channel, `n`: the nick, `v`: the verb; they stand between the numeric and the sentence. */
type Form = readonly [numeric: string, ...parts: ('c' | 'n' | 'v')[]]

const forms: { readonly [C in ErrorCode]: Form } = {
  'account-required': ['477', 'c'],
  'accounts-only': ['477', 'n'],
  'admin-only': ['481'],
  'already-signed-in': ['462'],
  'already-in-channel': ['443', 'n', 'c'],
  'already-a-member': ['443', 'n', 'c'],
  'bad-input': ['400', 'v'],
  'bad-metadata': ['400', 'v'],
  'bad-name': ['432', 'n'],
  'banned-from-channel': ['474', 'c'],
  banned: ['465'],
  busy: ['263', 'v'],
  'cannot-write': ['404', 'c'],
  'channel-archived': ['404', 'c'],
  'channel-full': ['471', 'c'],
  'channel-name-taken': ['400', 'v'],
  'channel-role-required': ['482', 'c'],
  'console-only': ['723', 'v'],
  'email-required': ['400', 'v'],
  'guests-not-allowed': ['451'],
  'internal-error': ['400', 'v'],
  'invitation-required': ['473', 'c'],
  'invite-code-required': ['400', 'v'],
  'key-required': ['475', 'c'],
  kicked: ['465'],
  'last-owner': ['482', 'c'],
  'message-too-long': ['417'],
  muted: ['404', 'c'],
  'name-taken': ['433', 'n'],
  'no-such-channel': ['403', 'c'],
  'no-such-certificate': ['400', 'v'],
  'no-such-message': ['400', 'v'],
  'no-such-sanction': ['400', 'v'],
  'no-such-user': ['401', 'n'],
  'not-a-member': ['442', 'c'],
  'not-in-channel': ['441', 'n', 'c'],
  'not-reloadable': ['400', 'v'],
  'not-shutting-down': ['400', 'v'],
  'not-signed-in': ['451'],
  'not-your-message': ['400', 'v'],
  'operator-only': ['481'],
  outranked: ['482', 'c'],
  'registration-closed': ['400', 'v'],
  'shutting-down': ['263', 'v'],
  'storage-full': ['263', 'v'],
  'storage-unavailable': ['263', 'v'],
  'too-many-attempts': ['263', 'v'],
  'too-many-channels': ['405', 'c'],
  'too-many-entries': ['478', 'c'],
  'too-many-requests': ['263', 'v'],
  'voice-required': ['404', 'c'],
  'wrong-key': ['475', 'c'],
  'wrong-password': ['464'],
}

export function refuse(client: IrcClient, fault: Fault, context: Refusing & { readonly now: number }): void {
  const [numeric, ...parts] = forms[fault.code]
  const details: Readonly<Record<string, unknown>> = fault.details
  const values = {
    c: context.channel ?? text(details['channel']),
    n: context.nick ?? text(details['name']),
    v: context.command ?? 'UNKNOWN',
  }
  client.numeric(numeric, ...parts.map((part) => oneWord(values[part])), sentence(fault, context.now))
}

export function sentence(fault: Fault, now: number): string {
  return wordFault(
    plainWords(() => now),
    fault,
  )
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '*'
}

/** A parameter that is not the last can be neither empty nor hold a space. */
export function oneWord(word: string): string {
  return word === '' || word.includes(' ') || word.startsWith(':') ? '*' : word
}
