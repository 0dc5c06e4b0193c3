/** What a person types at the plain-text door for each deed. */
import type { DeedName, DeedOf } from './deeds.ts'

type Typing<D extends DeedName> = (deed: DeedOf<D>, name: string) => readonly string[]

/**
 * Lines in their order; where the first is a `/switch` that is refused, the rest is not typed. `null`: this door has no words for
 * it, and the user's second client does it at the API.
 */
export const plainDeeds: { readonly [D in DeedName]: Typing<D> | null } = {
  register: ({ password, invitation }, name) => [line('/register', name, password, invitation)],
  'sign-in': ({ password }, name) => [line('/login', name, password)],
  'sign-in-by-token': null,
  'enter-as-guest': ({ name }) => [line('/guest', name)],
  quit: () => ['/quit'],
  'change-password': ({ current, password }) => ['/passwd', current, password, password],
  'go-away': ({ text }) => [line('/away', text)],
  'take-display-name': ({ text }) => [line('/name', text)],
  'take-name': ({ name }) => [`/nick ${name}`],
  say: ({ channel, text }) => within(channel, text.startsWith('/') ? `/${text}` : text),
  act: ({ channel, text }) => within(channel, `/me ${text}`),
  'write-privately': ({ to, text }) => [`/pm "${to}" ${text}`],
  reply: ({ text }) => [`/reply ${text}`],
  edit: ({ channel, text }) => within(channel, `/edit ${text}`),
  delete: ({ channel }) => within(channel, '/delete'),
  'delete-private': () => ['/delete'],
  'say-marked': null,
  answer: null,
  react: null,
  unreact: null,
  pin: null,
  unpin: null,
  'set-level': null,
  create: ({ channel, kind }) => [line('/create', channel, kind === 'private' ? kind : null)],
  join: ({ channel, key }) => [line('/join', channel, key)],
  leave: ({ channel }) => [`/leave ${channel}`],
  invite: ({ channel, user }) => within(channel, `/invite ${user}`),
  remove: ({ channel, user, seconds, reason }) => within(channel, line('/remove', user, seconds, reason)),
  'set-role': ({ channel, user, role }) => within(channel, `/role ${user} ${role}`),
  'set-topic': ({ channel, text }) => within(channel, `/topic ${text === '' ? '-' : text}`),
  set: ({ channel, setting, value }) => within(channel, `/set ${setting} ${value}`),
  archive: ({ channel }) => within(channel, '/archive'),
  kick: ({ user, seconds, reason }) => [line('/kick', user, seconds, reason)],
  ban: ({ subject, reason }) => [line('/ban', subject, reason)],
  unban: ({ subject }) => [`/unban ${subject}`],
  mute: ({ user, seconds, reason }) => [line('/mute', user, seconds, reason)],
  unmute: ({ user }) => [`/unmute ${user}`],
  announce: ({ text }) => [`/announce ${text}`],
  'revoke-token': null,
  'revoke-other-tokens': null,
}

function line(...words: readonly (string | number | null)[]): string {
  return words.filter((word) => word !== null).join(' ')
}

function within(channel: string | null, typed: string): readonly string[] {
  return channel === null ? [typed] : [`/switch ${channel}`, typed]
}
