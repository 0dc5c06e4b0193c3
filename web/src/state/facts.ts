/** What each fact of the server does to the state. A fact that is not here does not compile. */
import { batch } from '@preact/signals'
import type { WireChange, WireFact, WireFactName, WireMessage } from '../../../src/protocols/api/wire.ts'
import type { Avatars } from './avatars.ts'
import type { Chat } from './chat.ts'
import { messageSaid } from './said.ts'
import { counted } from './unread.ts'

export interface Surroundings {
  readonly chat: Chat
  readonly avatars: Avatars
  /** A message that nobody may have seen: perhaps the desktop tells of it. */
  readonly heard: (message: WireMessage) => void
  /** Something happened to oneself that the page has to tell. */
  readonly told: (what: Told) => void
}

export type Told =
  | { readonly is: 'removed'; readonly channel: string; readonly by: string; readonly reason: string | null }
  | { readonly is: 'invited'; readonly channel: string; readonly by: string }
  | { readonly is: 'reported'; readonly by: string; readonly author: string }
  | { readonly is: 'kicked'; readonly by: string; readonly reason: string | null; readonly until: number }
  | { readonly is: 'banned'; readonly by: string; readonly reason: string | null }

/** What is said last, before the server closes the socket. */
export type LastWords = Extract<Told, { is: 'kicked' | 'banned' }>

type Effects = { readonly [N in WireFactName]: (fact: WireFact<N>, around: Surroundings) => void }

const nothing = () => undefined

const effects: Effects = {
  'message.sent': sent,
  'message.edited': (fact, { chat }) => changed(chat, fact.channel.id, messageChange(fact)),
  'message.deleted': (fact, { chat }) => changed(chat, fact.channel.id, messageChange(fact)),
  'message.reacted': (fact, { chat }) => {
    const { position, message, author, reaction, added } = fact
    changed(chat, fact.channel.id, { kind: 'reaction', position, message, author, reaction, added })
  },
  'message.pinned': ({ channel, position, message, pinned }, { chat }) =>
    changed(chat, channel.id, { kind: 'pin', position, message, pinned }),
  'message.previewed': ({ channel, position, message, previews }, { chat }) =>
    changed(chat, channel.id, { kind: 'preview', position, message, previews }),
  'topic.changed': (fact, { chat }) => {
    const { topic, by, at } = fact
    chat.channels.changeChannel(fact.channel.id, { topic, topicBy: by, topicAt: at })
    changed(chat, fact.channel.id, messageChange(fact))
  },
  'message.relayed': ({ channel, author, tags }, { chat }) => {
    const typing = tags?.['typing'] ?? tags?.['+typing']
    if (typing === undefined || author.id === chat.self.peek()?.id) return
    if (typing === 'active') chat.typing.began(channel.id, author.name)
    else chat.typing.ended(channel.id, author.name)
  },
  'read.marked': ({ channel, readPosition }, { chat }) => readElsewhere(chat, channel.id, readPosition),
  'channel.created': ({ channel, by }, { chat }) => {
    if (by.id === chat.self.peek()?.id) add(chat, channel.id)
  },
  'channel.renamed': ({ channel, name }, { chat }) => chat.channels.changeChannel(channel.id, { name }),
  'channel.archived': ({ channel, at }, { chat }) =>
    chat.channels.changeChannel(channel.id, { archivedAt: at }),
  'settings.changed': ({ channel, change }, { chat }) =>
    chat.channels.change(channel.id, (own) => ({
      channel: { ...own.channel, settings: { ...own.channel.settings, ...defined(change) } },
    })),
  'member.joined': (fact, { chat }) => {
    if (fact.user.id === chat.self.peek()?.id) add(chat, fact.channel.id)
    if (fact.online) chat.setOnline(fact.user.id, true)
    enrol(chat, fact)
  },
  'member.arrived': (fact, { chat }) => {
    chat.setOnline(fact.user.id, true)
    enrol(chat, { ...fact, online: true })
  },
  'member.left': left,
  'member.invited': ({ channel, user, by }, { chat, told }) => {
    if (user.id !== chat.self.peek()?.id) return
    void chat.countInvitations()
    told({ is: 'invited', channel: channel.name, by: by.name })
  },
  'member.role-changed': ({ channel, user, role, voiced }, { chat }) => {
    chat.heldView(channel.id)?.roll.change(user.id, { role, voiced })
    if (user.id === chat.self.peek()?.id)
      chat.channels.change(channel.id, ({ membership }) => ({
        membership: { ...membership, role, voiced },
      }))
  },
  'membership.changed': ({ channel, level }, { chat }) =>
    chat.channels.change(channel.id, ({ membership }) => ({ membership: { ...membership, level } })),
  'user.departed': ({ user }, { chat }) => {
    if (user.id === chat.self.peek()?.id) return
    chat.setOnline(user.id, false)
    for (const { roll } of chat.views) roll.change(user.id, { online: false })
  },
  'user.renamed': ({ user, name }, { chat }) => {
    if (user.id === chat.self.peek()?.id) changeSelf(chat, { name })
    chat.channels.renamePerson(user.id, name)
    for (const { roll } of chat.views) roll.change(user.id, { user: { ...user, name } })
  },
  'user.account-changed': ({ user, now }, { chat }) => {
    if (user.id === chat.self.peek()?.id) changeSelf(chat, now)
    for (const { roll } of chat.views) roll.change(user.id, { user: now })
  },
  'user.display-name-changed': ({ user, displayName }, { chat }) => {
    if (user.id === chat.self.peek()?.id) changeSelf(chat, { displayName })
    for (const { roll } of chat.views) roll.change(user.id, { displayName })
  },
  'user.avatar-changed': ({ user, avatar }, { avatars }) => avatars.put(user.id, avatar),
  'user.away-changed': ({ user, awayText }, { chat }) => {
    if (user.id === chat.self.peek()?.id) changeSelf(chat, { awayText })
    for (const { roll } of chat.views) roll.change(user.id, { awayText })
  },
  'user.settings-changed': ({ user, settings }, { chat }) => {
    if (user.id === chat.self.peek()?.id) changeSelf(chat, { settings })
    for (const { roll } of chat.views) roll.change(user.id, { bot: settings.bot })
  },
  'user.notifications-changed': ({ notifications }, { chat }) => {
    chat.notifications.value = notifications
  },
  'user.role-changed': ({ user, role }, { chat }) => {
    if (user.id === chat.self.peek()?.id) changeSelf(chat, { role })
    for (const { roll } of chat.views) roll.change(user.id, { serverRole: role })
  },
  'user.kicked': ({ user, by, reason, until }, { chat, told }) => {
    if (user.id === chat.self.peek()?.id) told({ is: 'kicked', by, reason, until })
  },
  'user.banned': ({ user, by, reason }, { chat, told }) => {
    if (user.id === chat.self.peek()?.id) told({ is: 'banned', by, reason })
  },
  'address.banned': ({ by, reason }, { told }) => told({ is: 'banned', by, reason }),
  'report.made': ({ report }, { chat, told }) => {
    chat.reports.value++
    told({ is: 'reported', by: report.by.name, author: report.author.name })
  },
  'report.settled': (_, { chat }) => {
    chat.reports.value = Math.max(0, chat.reports.value - 1)
  },
  'user.muted': ({ user, reason, until }, { chat }) => {
    if (user.id === chat.self.peek()?.id) chat.mute.set({ reason, until })
  },
  'user.unmuted': ({ user }, { chat }) => {
    if (user.id === chat.self.peek()?.id) chat.mute.set(null)
  },
  'sanction.lifted': nothing,
  'password.changed': nothing,
  'token.revoked': nothing,
  'announcement.made': ({ text, by }, { chat }) => {
    chat.ports.notices.announcement.value = { text, by }
  },
  'shutdown.warned': ({ seconds, reason, at }, { chat }) => {
    chat.ports.notices.shutdown.value = { at: at + seconds * 1000, reason }
  },
  'shutdown.cancelled': (_, { chat }) => {
    chat.ports.notices.shutdown.value = null
  },
  'shutdown.started': ({ reason, at }, { chat }) => {
    chat.ports.notices.shutdown.value = { at, reason }
  },
}

export function applyFact(fact: WireFact, around: Surroundings): void {
  // A server that is newer than this page may tell what it does not know.
  if (!Object.hasOwn(effects, fact.event)) return
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the table's rows and the value's tag belong together, which the compiler cannot follow
  const effect = effects[fact.event] as (fact: WireFact, around: Surroundings) => void
  batch(() => effect(fact, around))
}

function messageChange({ position, message }: Pick<WireFact<'message.edited'>, 'position' | 'message'>) {
  return { kind: 'message', position, message } as const
}

function changed(chat: Chat, channel: string, change: WireChange): void {
  chat.changed(channel, change)
}

function sent(fact: WireFact<'message.sent'>, around: Surroundings): void {
  const { chat } = around
  const { channel, clientTag, position } = fact
  const message = messageSaid(fact)
  changed(chat, channel.id, messageChange({ position, message }))
  chat.typing.ended(channel.id, message.author.name)
  if (clientTag !== undefined && message.author.id === chat.self.peek()?.id) chat.outbox.settle(clientTag)
  // A private conversation that has just begun.
  if (chat.channels.get(channel.id) === undefined) return add(chat, channel.id, () => count(message, around))
  if (chat.channels.advance(channel.id, position)) count(message, around)
}

function count(message: WireMessage, { chat, heard }: Surroundings): void {
  const own = chat.channels.get(message.channel)
  if (own === undefined) return
  const counts = counted(own, message, chat.demandSelf())
  if (counts.unread === undefined) return
  chat.channels.put({ ...own, ...counts })
  heard(message)
}

function add(chat: Chat, channel: string, then: () => void = nothing): void {
  chat.addChannel(channel).then(then).catch(chat.ports.complain)
}

function enrol(
  chat: Chat,
  {
    channel,
    user,
    displayName,
    awayText,
    role,
    online,
  }: Omit<WireFact<'member.joined'>, 'event' | 'position'>,
): void {
  const roll = chat.heldView(channel.id)?.roll
  const known = roll?.list.peek().find((member) => member.user.id === user.id)
  const rest = { voiced: false, serverRole: 'none', bot: false } as const
  roll?.put({ ...rest, ...known, user, displayName, awayText, role, online })
}

function left(
  { channel, user, removedBy, reason }: WireFact<'member.left'>,
  { chat, told }: Surroundings,
): void {
  if (user.id !== chat.self.peek()?.id) return chat.heldView(channel.id)?.roll.drop(user.id)
  chat.channels.drop(channel.id)
  if (removedBy !== null) told({ is: 'removed', channel: channel.name, by: removedBy, reason })
}

function readElsewhere(chat: Chat, channel: string, readPosition: number | null): void {
  const own = chat.channels.get(channel)
  if (own === undefined || readPosition === null || readPosition <= own.membership.readPosition) return
  const everything = readPosition >= chat.channels.newest(channel)
  chat.channels.put({
    ...own,
    membership: { ...own.membership, readPosition },
    ...(everything ? { unread: 0, mentions: 0 } : {}),
  })
}

function changeSelf(chat: Chat, change: Partial<ReturnType<Chat['demandSelf']>>): void {
  const self = chat.self.peek()
  if (self !== null) chat.self.value = { ...self, ...change }
}

/** Without the keys that are there and say nothing. */
function defined<T extends object>(change: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what was undefined is gone
  return Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)) as never
}
