/** How each fact reads in what comes to a client of the API. */
import type { ChannelSettings } from '../../../src/core/types.ts'
import { minuteText } from '../../../src/lib/time-text.ts'
import type { WireChannelRef } from '../../../src/protocols/api/wire.ts'
import type { ApiMemory } from './api-memory.ts'
import { placeOf, type Told, type ToldOf } from './api-told.ts'
import type { FactName, FactOf } from './facts.ts'

type Recognise = (told: Told, memory: ApiMemory) => boolean
/** Any text is looked for in the words shown; what was missed is counted by the client. */
export type ToldFact = Exclude<FactName, 'text' | 'missed' | 'missed-anything' | 'mentioned'>

export const apiFacts: { readonly [F in ToldFact]: (fact: FactOf<F>) => Recognise } = {
  'signed-in': () => is('ready', () => true),
  refused: ({ code }) => is('refused', ({ error }) => error.code === code),
  message: ({ from, channel, text }) => says({ from, text, kind: 'text' }, (ref) => isOf(ref, channel)),
  action: ({ from, channel, text }) => says({ from, text, kind: 'action' }, (ref) => isOf(ref, channel)),
  private: ({ from, text }) =>
    says({ from, text, kind: 'text' }, (ref, memory) => memory.other(ref) === from),
  'own-private':
    ({ to, text }) =>
    (told, memory) =>
      says({ from: memory.self?.name ?? '', text, kind: 'text' }, (ref) => memory.other(ref) === to)(
        told,
        memory,
      ),
  'private-reply': ({ from, text, original }) =>
    is(
      'message.sent',
      ({ channel, message, inReplyTo }) =>
        channel.kind === 'direct' &&
        message.author.name === from &&
        message.text === text &&
        inReplyTo?.text === original,
    ),
  edited: ({ from, channel, text }) =>
    is(
      'message.edited',
      ({ message, ...told }) =>
        isOf(told.channel, channel) && message.author.name === from && message.text === text,
    ),
  deleted: ({ by, channel }) =>
    is('message.deleted', (told) => told.by === by && isOf(told.channel, channel)),
  'deleted-private': ({ by }) =>
    is('message.deleted', (told) => told.by === by && told.channel.kind === 'direct'),
  reacted: ({ by, channel, reaction, added }) =>
    is(
      'message.reacted',
      (told) =>
        told.author.name === by &&
        isOf(told.channel, channel) &&
        told.reaction === reaction &&
        told.added === added,
    ),
  pinned: ({ by, channel, pinned }) =>
    is('message.pinned', (told) => told.by === by && isOf(told.channel, channel) && told.pinned === pinned),
  renamed: ({ user, name }) => is('user.renamed', (told) => told.user.name === user && told.name === name),
  away: ({ user, text }) =>
    is('noted-away', (told) => told.user === user && (text === null || told.text === text)),
  'not-here': ({ user }) => is('noted-absent', (told) => told.user === user),
  joined: ({ user, channel }) =>
    is('member.joined', (told) => told.user.name === user && isOf(told.channel, channel)),
  left: ({ user, channel }) =>
    is(
      'member.left',
      (told) => told.user.name === user && isOf(told.channel, channel) && told.removedBy === null,
    ),
  removed: ({ user, channel, by, until, reason }) =>
    is(
      'member.left',
      (told) =>
        told.user.name === user &&
        isOf(told.channel, channel) &&
        told.removedBy === by &&
        (until === null || (told.until !== null && minuteText(told.until) === until)) &&
        (reason === null || told.reason === reason),
    ),
  topic:
    ({ channel, text }) =>
    (told) =>
      (told.event === 'topic.changed' && isOf(told.channel, channel) && told.topic === text) ||
      (told.event === 'noted-topic' && told.channel === channel && told.topic === text),
  role: ({ user, channel, role }) =>
    is(
      'member.role-changed',
      (told) => told.user.name === user && isOf(told.channel, channel) && told.role === role,
    ),
  setting: ({ channel, setting, value }) =>
    is(
      'settings.changed',
      (told) =>
        isOf(told.channel, channel) &&
        told.change[settingNames[setting] ?? 'moderated'] === settingValue(setting, value),
    ),
  invited: ({ channel, by }) =>
    is(
      'member.invited',
      (told, { self }) => isOf(told.channel, channel) && told.by.name === by && told.user.id === self?.id,
    ),
  archived: ({ channel, by }) =>
    is('channel.archived', (told) => isOf(told.channel, channel) && told.by === by),
  kicked: ({ user }) => is('user.kicked', (told, memory) => concerns(told.user, user, memory)),
  banned: ({ user }) => is('user.banned', (told, memory) => concerns(told.user, user, memory)),
  muted: ({ user }) => is('user.muted', (told, memory) => concerns(told.user, user, memory)),
  unmuted: ({ user }) => is('user.unmuted', (told, memory) => concerns(told.user, user, memory)),
  'server-role': ({ user, role }) =>
    is('user.role-changed', (told, memory) => concerns(told.user, user, memory) && told.role === role),
  'password-changed': () => is('password.changed', () => true),
  announcement: ({ text }) => is('announcement.made', (told) => told.text === text),
  'shutdown-warning': ({ seconds }) => is('shutdown.warned', (told) => told.seconds === seconds),
  'shutdown-cancelled': () => is('shutdown.cancelled', () => true),
  'shutdown-started': () => is('shutdown.started', () => true),
}

/** What scenes call settings. */
export const settingNames: Readonly<Record<string, keyof ChannelSettings>> = {
  moderated: 'moderated',
  'invite-only': 'inviteOnly',
  'members-only': 'membersOnly',
  'topic-locked': 'topicLocked',
  secret: 'secret',
  'accounts-only': 'accountsOnly',
  'accounts-speak': 'accountsSpeak',
  'no-ctcp': 'noCtcp',
  key: 'key',
  limit: 'userLimit',
}

export function settingValue(setting: string, value: string): boolean | string | number | null {
  if (setting === 'key') return value === 'off' ? null : value
  if (setting === 'limit') return value === 'off' ? null : Number(value)
  return value === 'on'
}

function is<Name extends Told['event']>(
  name: Name,
  holds: (told: ToldOf<Name>, memory: ApiMemory) => boolean,
): Recognise {
  return (told, memory) => told.event === name && holds(told as ToldOf<Name>, memory)
}

function says(
  { from, text, kind }: { readonly from: string; readonly text: string; readonly kind: 'text' | 'action' },
  isThere: (channel: WireChannelRef, memory: ApiMemory) => boolean,
): Recognise {
  return is(
    'message.sent',
    ({ channel, message }, memory) =>
      message.author.name === from &&
      message.text === text &&
      message.kind === kind &&
      isThere(channel, memory),
  )
}

function isOf(channel: WireChannelRef, name: string): boolean {
  return placeOf(channel) === name
}

/** `null`: the person who notices is the one concerned. */
function concerns(
  told: { readonly id: string; readonly name: string },
  user: string | null,
  { self }: ApiMemory,
): boolean {
  return user === null ? told.id === self?.id : told.name === user
}
