/** One plain English sentence per refusal, safe to show. Text doors begin from these and say more where their verbs help. */
import { sizeText } from '../lib/size-text.ts'
import { minuteText, spanText } from '../lib/time-text.ts'
import type { Report } from './types.ts'
import type { Words } from './errors.ts'

const because = (reason: string | null): string => (reason === null ? '' : `: ${reason}`)
const until = (time: number | null): string => (time === null ? '' : ` until ${minuteText(time)} UTC`)

/** `now` tells how long a kick still lasts. */
// oxlint-disable-next-line max-lines-per-function -- a table
export function plainWords(now: () => number): Words {
  return {
    'account-required': ({ channel }) =>
      `${channel} takes only people with an account: register or sign in first`,
    'accounts-only': ({ name }) => `${name} takes private messages only from people with an account`,
    'admin-only': () => 'only an admin of this server may do that',
    'already-signed-in': ({ name }) => `you are signed in as ${name} already`,
    'already-in-channel': ({ name, channel }) => `${name} is in ${channel} already`,
    'already-a-member': ({ channel }) => `you are in ${channel} already`,
    'bad-input': ({ problem }) => problem,
    'bad-metadata': ({ problem }) => problem,
    'bad-name': ({ name, problem }) => `"${name}" cannot be a name: ${problem}`,
    'banned-from-channel': ({ channel, until: end }) => `you are banned from ${channel}${until(end)}`,
    banned: ({ reason }) => `you are banned from this server${because(reason)}`,
    busy: () => 'the server is busy, try again in a moment',
    'channel-archived': ({ channel }) =>
      `${channel} is archived: it can be read, nothing more can be said in it`,
    'cannot-write': ({ channel, problem }) => `you cannot write in ${channel}: ${problem}`,
    'channel-full': ({ channel }) => `${channel} has as many members as it takes`,
    'channel-name-taken': ({ channel }) => `there is a channel ${channel} already`,
    'channel-role-required': ({ channel, role }) =>
      `only ${/^[aeo]/.test(role) ? 'an' : 'a'} ${role} of ${channel} may do that`,
    'console-only': () => "that can be done only from the server's own console",
    'guests-not-allowed': () => 'guests are not allowed here: register or sign in',
    'internal-error': ({ errorId }) =>
      `something went wrong in the server; tell the operator this number: ${errorId}`,
    'invitation-required': ({ channel }) => `${channel} is by invitation: ask somebody in it to invite you`,
    'invite-code-required': () =>
      'registration is by invitation: ask the operator for a code (unused, and not older than a week)',
    'key-required': ({ channel }) => `${channel} has a key: give it after the name`,
    kicked: ({ until: end, reason }) =>
      `you were kicked; you can come back in ${spanText(end - now())}${because(reason)}`,
    'last-owner': ({ channel }) => `${channel} needs an owner: make somebody else one first`,
    'email-required': () => 'registering takes a mail address here',
    'message-too-long': ({ length, limit }) => `that is ${length} characters; at most ${limit} are possible`,
    muted: ({ until: end, reason }) =>
      `you are muted${until(end)}${because(reason)}; you can read, not write`,
    'name-taken': ({ name }) => `the name ${name} is taken: choose another`,
    'no-such-bot': ({ name }) => `no bot of yours is called ${name}`,
    'no-such-channel': ({ channel }) => `no such channel: ${channel}`,
    'no-such-message': () => 'there is no such message',
    'no-such-report': () => 'there is no such report, or somebody has seen to it already',
    'no-such-sanction': ({ subject }) => `there is nothing to lift for ${subject}`,
    'no-such-upload': () =>
      'there is no such upload: it was removed, is not complete, or belongs to another message',
    'no-such-user': ({ name }) => `no such user: ${name}`,
    'no-such-webhook': () => 'there is no such webhook',
    'no-such-certificate': () => 'that certificate belongs to nobody: sign in, then add it',
    'not-a-member': ({ channel }) => `you are not in ${channel}: join it first`,
    'not-in-channel': ({ name, channel }) => `${name} is not in ${channel}`,
    'not-reloadable': ({ options }) => `the configuration was not reloaded: ${options.join('; ')}`,
    'not-shutting-down': () => 'no shutdown is under way',
    'not-signed-in': () => 'sign in first',
    'not-your-message': () => 'only your own messages can be changed',
    'operator-only': () => 'only an operator may do that',
    outranked: ({ name }) => `${name} has a role as high as yours or higher`,
    'registration-closed': () => 'nobody can register here at present: ask the operator',
    'shutting-down': () => 'the server is shutting down',
    'storage-full': () =>
      "the server's disk is full: nothing can be stored until the operator makes room; reading still works",
    'storage-unavailable': () => 'the database does not answer: nothing was stored, try again in a moment',
    'token-not-valid': () => 'that sign-in is not known here, or no longer: sign in again',
    'too-many-attempts': ({ retryAfter }) => `too many attempts: try again in ${spanText(retryAfter * 1000)}`,
    'too-many-entries': ({ limit }) => `at most ${limit} entries are possible: take one away first`,
    'too-many-channels': ({ limit }) =>
      `you are in ${limit} channels, and more are not possible: leave one first`,
    'too-many-requests': ({ retryAfterMs }) => `slower, please: try again in ${spanText(retryAfterMs)}`,
    'upload-infected': ({ signature }) =>
      `the virus scanner has found ${signature} in it: nothing of the file was kept`,
    'upload-not-scanned': () =>
      'the virus scanner does not answer, and no file is taken without it: try again in a moment, or tell the operator',
    'upload-too-large': ({ size, limit }) =>
      `that is ${sizeText(size)}; at most ${sizeText(limit)} are possible for one file`,
    'upload-too-large-to-scan': ({ size, limit }) =>
      `that is ${sizeText(size)}, more than the virus scanner looks through (its limit ${limit}): bring less, or ask the operator to raise it`,
    'upload-type-refused': ({ type, allowed }) =>
      `that is ${type}, by what is in it; only these are taken here: ${allowed.join(', ')}`,
    'uploads-full': ({ whose, used, limit }) =>
      whose === 'yours'
        ? `you have used ${sizeText(used)} of ${sizeText(limit)}: delete messages with files, or ask the operator for more`
        : 'the server has no room left for files: ask the operator for more',
    'uploads-off': () => 'files are not taken here',
    'uploads-unavailable': () =>
      'the place where files are kept does not answer: nothing was kept, try again in a moment',
    'voice-required': ({ channel }) => `${channel} is moderated: only those with a voice may write`,
    'wrong-key': ({ channel }) => `that is not the key of ${channel}`,
    'wrong-password': () => 'wrong name or password',
  }
}

/** What operators are told of a report. */
export function reportText({ by, author, channelName, reason }: Report): string {
  const where = channelName === '' ? 'in private' : `in #${channelName}`
  return `${by.name} reported a message of ${author.name} ${where}${because(reason)}`
}
