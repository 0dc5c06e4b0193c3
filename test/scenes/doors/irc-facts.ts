/** How each fact reads at the IRC door. */
import type { FactName, FactOf } from './facts.ts'
import type { IrcLine } from './irc-line.ts'
import { modesOf, roleLetters, settingLetters } from './irc-modes.ts'
import { refuses } from './irc-refusals.ts'
import { spanOf } from './spans.ts'

/** What a client must know to tell what a line means. */
export interface Reader {
  /** What the server calls this person. */
  readonly nick: string
  /** The text of a message that was shown, by its identifier. */
  textOf(id: string): string | null
}

type Recognise = (line: IrcLine, reader: Reader) => boolean
/** Any text is looked for in the line as it came; what was missed is counted by the person. */
export type LineFact = Exclude<FactName, 'text' | 'missed' | 'missed-anything'>

export const ircFacts: { readonly [F in LineFact]: (fact: FactOf<F>) => Recognise } = {
  'signed-in': () => (line) => is(line, '900') || is(line, '001'),
  refused:
    ({ code }) =>
    (line) =>
      refuses(line, code),
  message:
    ({ from, channel, text }) =>
    (line) =>
      says(line, from, [channel, text]) && !line.tags.has('+draft/edit'),
  action:
    ({ from, channel, text }) =>
    (line) =>
      says(line, from, [channel, `\u0001ACTION ${text}\u0001`]),
  private:
    ({ from, text }) =>
    (line, { nick }) =>
      says(line, from, [nick, text]),
  'own-private':
    ({ to, text }) =>
    (line, { nick }) =>
      says(line, nick, [to, text]),
  'private-reply':
    ({ from, text, original }) =>
    (line, reader) =>
      says(line, from, [reader.nick, text]) &&
      reader.textOf(line.tags.get('+draft/reply') ?? '') === original,
  edited:
    ({ from, channel, text }) =>
    (line) =>
      says(line, from, [channel, `${text} (edited)`]) && line.tags.has('+draft/edit'),
  deleted:
    ({ by, channel }) =>
    (line) =>
      is(line, 'REDACT', channel) && line.from === by,
  'deleted-private':
    ({ by }) =>
    (line, { nick }) =>
      is(line, 'REDACT', nick) && line.from === by,
  reacted:
    ({ by, channel, reaction, added }) =>
    (line) =>
      is(line, 'TAGMSG', channel) &&
      line.from === by &&
      line.tags.get(added ? '+draft/react' : '+draft/unreact') === reaction,
  // IRC shows no pins, and counts no mentions.
  pinned: () => () => false,
  mentioned: () => () => false,
  renamed:
    ({ user, name }) =>
    (line) =>
      is(line, 'NICK', name) && line.from === user,
  away:
    ({ user, text }) =>
    (line, { nick }) =>
      is(line, '301', nick, user) && line.params[2] !== notHere && (text === null || line.params[2] === text),
  'not-here':
    ({ user }) =>
    (line, { nick }) =>
      is(line, '301', nick, user, notHere),
  joined:
    ({ user, channel }) =>
    (line) =>
      is(line, 'JOIN', channel) && line.from === user,
  // Guests leave their channels by leaving altogether.
  left:
    ({ user, channel }) =>
    (line) =>
      (is(line, 'PART', channel) || is(line, 'QUIT')) && line.from === user,
  removed:
    ({ user, channel, by, until, reason }) =>
    (line) =>
      is(line, 'KICK', channel, user) &&
      line.from === by &&
      (until === null || (line.params[2] ?? '').includes(`not back before ${until} UTC`)) &&
      (reason === null || (line.params[2] ?? '').startsWith(reason)),
  topic:
    ({ channel, text }) =>
    (line, { nick }) =>
      is(line, 'TOPIC', channel, text) || is(line, '332', nick, channel, text),
  role:
    ({ user, channel, role }) =>
    (line) => {
      const own = modesOf(line, channel).filter(({ argument }) => argument === user)
      const given = own.filter(({ sign }) => sign === '+').map(({ letter }) => letter)
      return own.length > 0 && given.join('') === roleLetters[role]
    },
  setting:
    ({ channel, setting, value }) =>
    (line) =>
      modesOf(line, channel).some(
        ({ sign, letter }) => letter === settingLetters[setting] && (sign === '-') === (value === 'off'),
      ),
  invited:
    ({ channel, by }) =>
    (line, { nick }) =>
      is(line, 'INVITE', nick, channel) && line.from === by,
  archived: ({ channel, by }) => notes(channel, `${by} archived this channel`),
  kicked: ({ user }) => notes('*', `${whoWas(user)} kicked by `),
  banned: ({ user }) => notes('*', `${whoWas(user)} banned by `),
  muted: ({ user }) => notes('*', `${whoWas(user)} muted by `),
  unmuted: ({ user }) => notes('*', `${whoWas(user)} unmuted by `),
  'server-role': ({ user, role }) =>
    notes(
      '*',
      `${user === null ? 'You are' : `${user} is`} ${role === 'none' ? 'no longer an operator' : `now ${role}`} of this server`,
    ),
  'password-changed': () => notes('*', 'Your password was changed'),
  announcement:
    ({ text }) =>
    (line) =>
      is(line, 'NOTICE', '*') &&
      /^Announcement by .*/.test(line.params[1] ?? '') &&
      (line.params[1] ?? '').endsWith(`: ${text}`),
  'shutdown-warning': ({ seconds }) => notes('*', `The server shuts down in ${spanOf(seconds)}`),
  'shutdown-cancelled': () => notes('*', 'The shutdown was cancelled'),
  'shutdown-started': () => notes('*', 'The server is shutting down now'),
}

const notHere = 'is not here now and will see it when back'

/** A command whose first parameters are these. */
function is(line: IrcLine, command: string, ...params: readonly string[]): boolean {
  return line.command === command && params.every((param, index) => line.params[index] === param)
}

/** Said now, or played back: not looked up in the history. */
function says(line: IrcLine, from: string, params: readonly string[]): boolean {
  return is(line, 'PRIVMSG', ...params) && line.from === from && !line.tags.has('batch')
}

function notes(target: string, text: string): Recognise {
  return (line) => is(line, 'NOTICE', target) && line.params[1]?.startsWith(text) === true
}

function whoWas(user: string | null): string {
  return user === null ? 'You were' : `${user} was`
}
