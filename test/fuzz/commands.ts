/** Random lines that mean something at the plain door, and at the console. */
import type { Random } from './random.ts'

export interface Vocabulary {
  readonly names: readonly string[]
  readonly channels: readonly string[]
  /** A text that nobody has said before. */
  readonly text: () => string
}

const weights = {
  ...{ say: 40, me: 3, pm: 9, reply: 4, edit: 7, delete: 4, history: 4, search: 2, nonsense: 2 },
  ...{
    join: 12,
    leave: 4,
    switch: 6,
    create: 3,
    invite: 5,
    remove: 2,
    role: 4,
    set: 6,
    topic: 3,
    archive: 0.3,
  },
  ...{ away: 2, whois: 2, users: 2, channels: 1, online: 1, name: 1, nick: 2, help: 1, quit: 0.5 },
  ...{ kick: 0.7, mute: 0.7, unmute: 1, ban: 0.3, unban: 1, announce: 0.3 },
}

type Kind = keyof typeof weights

const settings = [
  'moderated on',
  ...['moderated off', 'moderated off', 'invite-only on', 'invite-only off', 'secret on', 'secret off'],
  ...['topic-locked on', 'topic-locked off', 'members-only off', 'members-only on', 'key word', 'key off'],
  ...['accounts-only on', 'accounts-only off', 'accounts-speak on', 'accounts-speak off', 'no-ctcp on'],
  ...['limit 3', 'limit off', 'limit off', 'limit 0', 'colour red', 'ban *', 'unban *'],
]

/** One line of a person. */
export function randomLine(random: Random, words: Vocabulary): string {
  const lines = makers(random, words)
  return lines[random.weighted(weights)]()
}

function makers(random: Random, { names, channels, text }: Vocabulary): Record<Kind, () => string> {
  const name = (): string => random.pick(names)
  const channel = (): string => cased(random, random.pick(channels))
  return {
    say: text,
    me: () => `/me ${text()}`,
    pm: () => (random.chance(0.5) ? `/pm ${name()} ${text()}` : `/pm "${name()}" ${text()}`),
    reply: () => `/reply ${text()}`,
    edit: () => `/edit ${text()}`,
    delete: plain('delete'),
    history: () =>
      `/history ${random.pick(['', channel(), `${channel()} ${random.whole(0, 120)}`, 'older', '-1'])}`,
    search: () => `/search ${random.pick(['word', 't1', 'or"d* AND (', '日本', 'z'])}`,
    nonsense: () =>
      random.pick(['/', '//', '/  ', '/JOIN', '/join "', '/pm ""', '/role', '/set key', '\t', '/edit']),
    join: () => `/join ${channel()}${random.chance(0.3) ? ' word' : ''}`,
    leave: () => `/leave ${random.chance(0.5) ? channel() : ''}`,
    switch: () => `/switch ${channel()}`,
    create: () => `/create ${channel()}${random.chance(0.6) ? ' private' : ''}`,
    invite: () => `/invite ${name()}`,
    remove: () => `/remove ${name()} ${random.pick(['', '1', '0', '1 because', 'because'])}`,
    role: () =>
      `/role ${name()} ${random.pick(['owner', 'admin', 'moderator', 'halfop', 'voice', 'member', 'king'])}`,
    set: () => `/set ${random.pick([...settings, `ban ${name()}`, `unban ${name()}`, `allow ${name()}`])}`,
    topic: () => `/topic ${random.pick(['', '-', 'a topic', 'a topic', text()])}`,
    archive: plain('archive'),
    away: () => `/away ${random.pick(['', 'at lunch'])}`,
    whois: () => `/whois ${name()}`,
    users: () => `/users ${random.pick(['', channel()])}`,
    channels: plain('channels'),
    online: plain('online'),
    name: () => `/name ${random.pick(['', 'Sir Test'])}`,
    nick: () => `/nick ${random.pick([name(), 'n1', 'n2', 'N2', 'n3', 'guest-9', '1', ''])}`,
    help: () => `/help ${random.pick(['', 'pm', 'nothing'])}`,
    quit: plain('quit'),
    kick: () => `/kick ${name()} 1`,
    mute: () => `/mute ${name()} 1`,
    unmute: () => `/unmute ${name()}`,
    ban: () => `/ban ${name()}`,
    unban: () => `/unban ${name()}`,
    announce: () => `/announce hear, hear`,
  }
}

/** Names are compared without case. */
function cased(random: Random, name: string): string {
  return random.chance(0.1) ? name.toUpperCase() : name
}

const plain = (kind: string) => (): string => `/${kind}`

/** One line of an operator. */
export function randomOrder(random: Random, names: readonly string[]): string {
  const name = random.pick(names)
  return random.pick([
    ...[`/grant ${name} moderator`, `/grant ${name} admin`, `/revoke ${name}`, '/users', '/who', '/channels'],
    ...[
      `/kick ${name} 1`,
      `/mute ${name} 1`,
      `/unmute ${name}`,
      `/ban ${name}`,
      '/bans',
      '/status',
      '/audit 5',
    ],
    ...names.map((other) => `/unban ${other}`),
    ...['/announce hear', '/kill 3000', '/kill cancel', '/kill cancel', '/nothing', '/kick', '/log info'],
  ])
}
