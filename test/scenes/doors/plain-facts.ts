/** How each fact reads at the plain-text door. */
import type { FactName, FactOf } from './facts.ts'
import { refusals } from './refusals.ts'
import { spanOf } from './spans.ts'

type Recognise = (line: string) => boolean
type Recognisers = { readonly [F in FactName]: (fact: FactOf<F>) => Recognise }

export const plainFacts: Recognisers = {
  text:
    ({ text }) =>
    (line) =>
      line.includes(text),
  'signed-in': () => starts('* signed in as '),
  refused:
    ({ code }) =>
    (line) =>
      line.startsWith('! ') && refusals[code].test(line.slice(2)),
  message: ({ from, channel, text }) => is(`[${channel}] ${from}: ${text}`),
  action: ({ from, channel, text }) => is(`[${channel}] * ${from} ${text}`),
  private: ({ from, text }) => is(`[pm] ${from}: ${text}`),
  'own-private': ({ to, text }) => is(`[pm -> ${to}] ${text}`),
  'private-reply':
    ({ from, text, original }) =>
    (line) =>
      line.startsWith(`[pm] ${from}: (re `) && line.endsWith(`: ${original}) ${text}`),
  edited: ({ from, channel, text }) => is(`[${channel}] ${from}: ${text} (edited)`),
  deleted:
    ({ by, channel }) =>
    (line) =>
      line.startsWith(`* ${by} deleted a message`) && line.endsWith(` in ${channel}`),
  'deleted-private': ({ by }) => is(`* ${by} deleted a message in your conversation`),
  reacted: ({ by, channel, reaction, added }) =>
    is(`* ${by} ${added ? 'reacted with' : 'took back'} ${reaction} in ${channel}`),
  pinned: ({ by, channel, pinned }) =>
    is(`* ${by} ${pinned ? 'pinned' : 'unpinned'} a message in ${channel}`),
  missed: ({ count, where }) =>
    starts(
      `* you missed ${count} ${count === 1 ? 'message' : 'messages'} ${where.startsWith('#') ? 'in' : 'from'} ${where} since `,
    ),
  'missed-anything': () => starts('* you missed '),
  // This door counts no mentions.
  mentioned: () => () => false,
  renamed: ({ user, name }) => is(`* ${user} is now called ${name}`),
  away: ({ user, text }) => starts(`* ${user} is away: ${text ?? ''}`),
  'not-here': ({ user }) => starts(`* ${user} is not here now`),
  joined: ({ user, channel }) => is(`* ${user} joined ${channel}`),
  left: ({ user, channel }) => starts(`* ${user} left ${channel}`),
  removed:
    ({ user, channel, by, until, reason }) =>
    (line) =>
      line.startsWith(`* ${user} was removed from ${channel} by ${by}`) &&
      (until === null || line.includes(`, not back before ${until} UTC`)) &&
      (reason === null || line.endsWith(`: ${reason}`)),
  topic: ({ channel, text }) =>
    text === ''
      ? (line) => line.endsWith(` cleared the topic of ${channel}`)
      : starts(`* topic of ${channel}: ${text} (by `),
  role:
    ({ user, channel, role }) =>
    (line) =>
      line.startsWith(`* ${user} is now a`) && line.includes(` ${role} of ${channel} `),
  setting: ({ channel, setting, value }) => {
    const words = settingWords[setting]?.[value === 'on' || value === 'off' ? value : 'value'] ?? setting
    return starts(`* ${channel} ${words.replace('%', value)}`)
  },
  invited: ({ channel, by }) => starts(`* ${by} invited you to ${channel}`),
  archived: ({ channel, by }) => starts(`* ${by} archived ${channel}`),
  kicked: ({ user }) => starts(`* ${whoWas(user)} kicked by `),
  banned: ({ user }) => starts(`* ${whoWas(user)} banned by `),
  muted: ({ user }) => starts(`* ${whoWas(user)} muted by `),
  unmuted: ({ user }) => starts(`* ${whoWas(user)} unmuted by `),
  'server-role':
    ({ user, role }) =>
    (line) =>
      line.startsWith(user === null ? '* you are now ' : `* ${user} is now `) &&
      line.includes(role === 'none' ? 'no longer an operator' : ` ${role} of this server`),
  'password-changed': () => starts('* your password was changed'),
  announcement:
    ({ text }) =>
    (line) =>
      line.startsWith('* announcement by ') && line.endsWith(`: ${text}`),
  'shutdown-warning': ({ seconds }) => starts(`* the server shuts down in ${spanOf(seconds)}`),
  'shutdown-cancelled': () => starts('* the shutdown was cancelled'),
  'shutdown-started': () => starts('* the server is shutting down now'),
}

const settingWords: Readonly<Record<string, Readonly<Partial<Record<'on' | 'off' | 'value', string>>>>> = {
  moderated: { on: 'is now moderated', off: 'is no longer moderated' },
  'invite-only': { on: 'is now by invitation', off: 'is no longer by invitation' },
  'members-only': { on: 'takes messages from members only', off: 'takes messages from outside' },
  'topic-locked': { on: 'has its topic locked', off: 'lets every member set the topic' },
  secret: { on: 'is now secret', off: 'is no longer secret' },
  'accounts-only': { on: 'takes only people with an account', off: 'takes guests again' },
  'accounts-speak': {
    on: 'takes words only from people with an account',
    off: 'takes words from guests again',
  },
  'no-ctcp': { on: 'takes no CTCP', off: 'takes CTCP again' },
  key: { off: 'needs no key any more', value: 'now needs a key' },
  limit: { off: 'takes any number of members', value: 'now takes at most % members' },
}

function is(expected: string): Recognise {
  return (line) => line === expected
}

function starts(expected: string): Recognise {
  return (line) => line.startsWith(expected)
}

function whoWas(user: string | null): string {
  return user === null ? 'you were' : `${user} was`
}
