/** How the IRC door's refusals are recognised: by their sentence, or by the numeric or code where the door has words of its own. */
import type { ErrorCode } from '../../../src/core/errors.ts'
import type { IrcLine } from './irc-line.ts'
import { refusals } from './refusals.ts'

const own: Readonly<Partial<Record<ErrorCode, readonly string[]>>> = {
  'bad-input': ['400', '411', '412', '417', '461', '525', '696', 'UNACCEPTABLE_PASSWORD', 'INVALID_REALNAME'],
  'bad-name': ['432', '476', 'BAD_ACCOUNT_NAME'],
  'name-taken': ['433', 'ACCOUNT_EXISTS'],
  'no-such-channel': ['403', 'INVALID_TARGET'],
  // Of the history of a channel nobody outside learns whether it is there.
  'not-a-member': ['442', 'INVALID_TARGET'],
  'no-such-message': ['UNKNOWN_MSGID'],
  'no-such-user': ['401'],
  'not-signed-in': ['451'],
  'operator-only': ['481'],
}

/** Sentences of the door's own, where it says more than the code. */
const sentences: Readonly<Partial<Record<ErrorCode, RegExp>>> = {
  'guests-not-allowed': /^This server is for people with an account/,
  'not-a-member': /^you cannot write in #\S+: you are not in it$/,
  'message-too-long': /at most \d+ are possible$/,
}

/** What a line that refuses something says of it; `null`: it refuses nothing. */
export function refusalOf(line: IrcLine): { readonly code: string; readonly sentence: string } | null {
  const { command, params, from } = line
  const sentence = params.at(-1) ?? ''
  if (command === 'FAIL') return { code: params[1] ?? '', sentence }
  if (/^(?:[45]\d\d|263|696|723|904|905)$/.test(command) && command !== '422')
    return { code: command, sentence: sentence.replace(/^SASL authentication failed: /, '') }
  if (command === 'ERROR' && !sentence.startsWith('Closing link'))
    return { code: 'ERROR', sentence: lower(sentence) }
  return from === 'NickServ' && isWorded(sentence) ? { code: 'NickServ', sentence } : null
}

export function refuses(line: IrcLine, code: ErrorCode): boolean {
  const found = refusalOf(line)
  if (found === null) return false
  if (own[code]?.includes(found.code) === true) return true
  const { sentence } = found
  return code !== 'bad-input' && (refusals[code].test(sentence) || sentences[code]?.test(sentence) === true)
}

/** A service speaks in notices, and only some of them refuse. */
function isWorded(sentence: string): boolean {
  return [...Object.entries(refusals), ...Object.entries(sentences)].some(
    ([code, words]) => code !== 'bad-input' && words.test(sentence),
  )
}

function lower(sentence: string): string {
  return sentence.charAt(0).toLowerCase() + sentence.slice(1)
}
