/** Every refusal in this door's words: the plain sentence, and which command helps. */
import type { Words } from '../../core/errors.ts'
import { guestPrefix } from '../../core/users/names.ts'
import { plainWords } from '../../core/words.ts'
import { printable } from '../../lib/printable.ts'

export function wordsOf(now: () => number): Words {
  const words = plainWords(now)
  return {
    ...words,
    'email-required': () =>
      'registering takes a mail address here, for which this door has no place: register with an IRC client',
    'guests-not-allowed': () =>
      'guests are not allowed here: /register NAME PASSWORD, or /login NAME PASSWORD',
    'invitation-required': ({ channel }) => `${channel} is by invitation: somebody in it can /invite you`,
    'invite-code-required': () =>
      'registration is by invitation: /register NAME PASSWORD CODE, with an unused code from the operator',
    'key-required': ({ channel }) => `${channel} has a key: /join ${channel} KEY`,
    'last-owner': ({ channel }) => `${channel} needs an owner: first /role SOMEBODY owner`,
    'name-taken': ({ name }) =>
      name.startsWith(guestPrefix)
        ? `the name ${name} is taken: choose another, as in /guest NAME`
        : `the name ${name} is taken: choose another, or /login ${name} if it is yours`,
    'no-such-channel': ({ channel }) =>
      `no such channel: ${printable(channel)} (/channels lists them, /create makes one)`,
    'no-such-user': ({ name }) => `no such user: ${printable(name)}`,
    'not-a-member': ({ channel }) => `you are not in ${channel}: /join ${channel}`,
    'not-signed-in': () => 'sign in first: /login NAME PASSWORD, or /register NAME PASSWORD',
    'registration-closed': () =>
      'nobody can register here at present; if you have a name: /login NAME PASSWORD',
  }
}
