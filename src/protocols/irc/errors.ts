/** Every refusal as this door's numerics: which one, and what stands before the sentence. */
import { wordFault, type ErrorCode, type Fault } from '../../core/errors.ts'
import { plainWords } from '../../core/words.ts'
import type { IrcClient } from './client.ts'
import type { Refusing } from './door.ts'
import type { NumericName } from './numerics.ts'

/** `c`: the channel, `n`: the nick, `v`: the verb; they stand between the numeric and the sentence. */
type Form = readonly [numeric: NumericName, ...parts: ('c' | 'n' | 'v')[]]

const forms: { readonly [C in ErrorCode]: Form } = {
  'account-required': ['ERR_NEEDREGGEDNICK', 'c'],
  'accounts-only': ['ERR_NEEDREGGEDNICK', 'n'],
  'admin-only': ['ERR_NOPRIVILEGES'],
  'already-signed-in': ['ERR_ALREADYREGISTERED'],
  'already-in-channel': ['ERR_USERONCHANNEL', 'n', 'c'],
  'already-a-member': ['ERR_USERONCHANNEL', 'n', 'c'],
  'bad-input': ['ERR_UNKNOWNERROR', 'v'],
  'bad-metadata': ['ERR_UNKNOWNERROR', 'v'],
  'bad-name': ['ERR_ERRONEUSNICKNAME', 'n'],
  'banned-from-channel': ['ERR_BANNEDFROMCHAN', 'c'],
  banned: ['ERR_YOUREBANNEDCREEP'],
  busy: ['RPL_TRYAGAIN', 'v'],
  'cannot-write': ['ERR_CANNOTSENDTOCHAN', 'c'],
  'channel-archived': ['ERR_CANNOTSENDTOCHAN', 'c'],
  'channel-full': ['ERR_CHANNELISFULL', 'c'],
  'channel-name-taken': ['ERR_UNKNOWNERROR', 'v'],
  'channel-role-required': ['ERR_CHANOPRIVSNEEDED', 'c'],
  'console-only': ['ERR_NOPRIVS', 'v'],
  'email-required': ['ERR_UNKNOWNERROR', 'v'],
  'guests-not-allowed': ['ERR_NOTREGISTERED'],
  'internal-error': ['ERR_UNKNOWNERROR', 'v'],
  'invitation-required': ['ERR_INVITEONLYCHAN', 'c'],
  'invite-code-required': ['ERR_UNKNOWNERROR', 'v'],
  'key-required': ['ERR_BADCHANNELKEY', 'c'],
  kicked: ['ERR_YOUREBANNEDCREEP'],
  'last-owner': ['ERR_CHANOPRIVSNEEDED', 'c'],
  'message-too-long': ['ERR_INPUTTOOLONG'],
  muted: ['ERR_CANNOTSENDTOCHAN', 'c'],
  'name-taken': ['ERR_NICKNAMEINUSE', 'n'],
  'no-such-bot': ['ERR_NOSUCHNICK', 'n'],
  'no-such-channel': ['ERR_NOSUCHCHANNEL', 'c'],
  'no-such-certificate': ['ERR_UNKNOWNERROR', 'v'],
  'no-such-message': ['ERR_UNKNOWNERROR', 'v'],
  'no-such-report': ['ERR_UNKNOWNERROR', 'v'],
  'no-such-sanction': ['ERR_UNKNOWNERROR', 'v'],
  'no-such-webhook': ['ERR_UNKNOWNERROR', 'v'],
  'no-such-upload': ['ERR_UNKNOWNERROR', 'v'],
  'no-such-user': ['ERR_NOSUCHNICK', 'n'],
  'not-a-member': ['ERR_NOTONCHANNEL', 'c'],
  'not-in-channel': ['ERR_USERNOTINCHANNEL', 'n', 'c'],
  'not-reloadable': ['ERR_UNKNOWNERROR', 'v'],
  'not-shutting-down': ['ERR_UNKNOWNERROR', 'v'],
  'not-signed-in': ['ERR_NOTREGISTERED'],
  'not-your-message': ['ERR_UNKNOWNERROR', 'v'],
  'operator-only': ['ERR_NOPRIVILEGES'],
  outranked: ['ERR_CHANOPRIVSNEEDED', 'c'],
  'registration-closed': ['ERR_UNKNOWNERROR', 'v'],
  'shutting-down': ['RPL_TRYAGAIN', 'v'],
  'storage-full': ['RPL_TRYAGAIN', 'v'],
  'storage-unavailable': ['RPL_TRYAGAIN', 'v'],
  'token-not-valid': ['ERR_PASSWDMISMATCH'],
  'too-many-attempts': ['RPL_TRYAGAIN', 'v'],
  'too-many-channels': ['ERR_TOOMANYCHANNELS', 'c'],
  'too-many-entries': ['ERR_BANLISTFULL', 'c'],
  'too-many-requests': ['RPL_TRYAGAIN', 'v'],
  'upload-infected': ['ERR_UNKNOWNERROR', 'v'],
  'upload-not-scanned': ['RPL_TRYAGAIN', 'v'],
  'upload-too-large': ['ERR_UNKNOWNERROR', 'v'],
  'upload-too-large-to-scan': ['ERR_UNKNOWNERROR', 'v'],
  'upload-type-refused': ['ERR_UNKNOWNERROR', 'v'],
  'uploads-full': ['ERR_UNKNOWNERROR', 'v'],
  'uploads-off': ['ERR_UNKNOWNERROR', 'v'],
  'uploads-unavailable': ['RPL_TRYAGAIN', 'v'],
  'voice-required': ['ERR_CANNOTSENDTOCHAN', 'c'],
  'wrong-key': ['ERR_BADCHANNELKEY', 'c'],
  'wrong-password': ['ERR_PASSWDMISMATCH'],
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
