/** Every fact of the core as the fact of the API. Pure: what is told stands in the event. `null`: not for this door. */
import type { ChatEvent, EventOf, EventType } from '../../../core/events.ts'
import type { WireFact } from '../wire.ts'
import { previewOf } from './previews.ts'
import { saidOf } from './said.ts'
import { channelRefOf, messageOf, notificationsOf, personOf, reportOf, userRefOf } from './shapes.ts'

type Encoders = { readonly [T in EventType]: (event: EventOf<T>) => Omit<WireFact, 'at'> | null }

const encoders: Encoders = {
  'message.sent': saidOf,
  'message.edited': (event) => ({ event: 'message.edited', ...positioned(event) }),
  'message.deleted': (event) => ({
    event: 'message.deleted',
    ...positioned(event),
    by: event.by,
    reason: event.reason ?? null,
  }),
  'message.reacted': ({ channel, position, message, author, reaction, added }) => ({
    event: 'message.reacted',
    channel: channelRefOf(channel),
    position,
    message,
    author: userRefOf(author),
    reaction,
    added,
  }),
  'message.pinned': ({ channel, position, message, pinned, by }) => ({
    event: 'message.pinned',
    channel: channelRefOf(channel),
    position,
    message,
    pinned,
    by: by.name,
  }),
  'message.previewed': ({ channel, position, message, previews }) => ({
    event: 'message.previewed',
    channel: channelRefOf(channel),
    position,
    message,
    previews: previews.map(previewOf),
  }),
  'topic.changed': (event) => ({
    event: 'topic.changed',
    ...positioned(event),
    topic: event.topic,
    by: event.by,
  }),
  'message.relayed': ({ channel, author, kind, text, tags }) => ({
    event: 'message.relayed',
    channel: channelRefOf(channel),
    author: personOf(author),
    kind,
    text,
    tags: tags === null ? null : { ...tags },
  }),
  'read.marked': ({ channel, readAt, readPosition }) => ({
    event: 'read.marked',
    channel: channelRefOf(channel),
    readAt,
    readPosition,
  }),
  'channel.created': ({ channel, by }) => ({
    event: 'channel.created',
    channel: channelRefOf(channel),
    by: userRefOf(by),
  }),
  'channel.renamed': ({ channel, name, reason, by }) => ({
    event: 'channel.renamed',
    channel: channelRefOf(channel),
    name,
    reason,
    by,
  }),
  'channel.archived': ({ channel, by }) => ({
    event: 'channel.archived',
    channel: channelRefOf(channel),
    by,
  }),
  'settings.changed': ({ channel, change, by }) => ({
    event: 'settings.changed',
    channel: channelRefOf(channel),
    change: { [change.setting]: change.value },
    by,
  }),
  'mask.changed': () => null,
  'member.joined': ({ channel, user, displayName, awayText, role, present, position }) => ({
    event: 'member.joined',
    channel: channelRefOf(channel),
    user: personOf(user),
    displayName,
    awayText,
    role,
    online: present,
    position,
  }),
  'member.arrived': ({ channel, user, displayName, awayText, role }) => ({
    event: 'member.arrived',
    channel: channelRefOf(channel),
    user: personOf(user),
    displayName,
    awayText,
    role,
  }),
  'member.left': ({ channel, user, removedBy, reason, until }) => ({
    event: 'member.left',
    channel: channelRefOf(channel),
    user: personOf(user),
    removedBy,
    reason,
    until,
  }),
  'member.invited': ({ channel, user, by }) => ({
    event: 'member.invited',
    channel: channelRefOf(channel),
    user: userRefOf(user),
    by: userRefOf(by),
  }),
  'member.role-changed': ({ channel, user, role, voiced, by }) => ({
    event: 'member.role-changed',
    channel: channelRefOf(channel),
    user: userRefOf(user),
    role,
    voiced,
    by,
  }),
  'membership.changed': ({ channel, level }) => ({
    event: 'membership.changed',
    channel: channelRefOf(channel),
    level,
  }),
  'user.arrived': () => null,
  'user.departed': ({ user, guest, reason }) => ({
    event: 'user.departed',
    user: personOf(user),
    guest,
    reason,
  }),
  'user.renamed': ({ user, name }) => ({ event: 'user.renamed', user: personOf(user), name }),
  'user.account-changed': ({ user, now, merged }) => ({
    event: 'user.account-changed',
    user: personOf(user),
    now: personOf(now),
    merged,
  }),
  'user.display-name-changed': ({ user, displayName }) => ({
    event: 'user.display-name-changed',
    user: personOf(user),
    displayName,
  }),
  'user.avatar-changed': ({ user, avatar }) => ({
    event: 'user.avatar-changed',
    user: userRefOf(user),
    avatar,
  }),
  'user.away-changed': ({ user, awayText }) => ({
    event: 'user.away-changed',
    user: personOf(user),
    awayText,
  }),
  'user.settings-changed': ({ user, settings }) => ({
    event: 'user.settings-changed',
    user: personOf(user),
    settings,
  }),
  'user.notifications-changed': ({ notifications }) => ({
    event: 'user.notifications-changed',
    notifications: notificationsOf(notifications),
  }),
  'push.tested': () => null,
  'user.role-changed': ({ user, role, by }) => ({
    event: 'user.role-changed',
    user: userRefOf(user),
    role,
    by,
  }),
  'user.kicked': ({ user, by, reason, until }) => ({
    event: 'user.kicked',
    user: userRefOf(user),
    by,
    reason,
    until,
  }),
  'user.banned': ({ user, by, reason }) => ({ event: 'user.banned', user: userRefOf(user), by, reason }),
  // Whose address it is, is for the consoles.
  'address.banned': ({ by, reason }) => ({ event: 'address.banned', by, reason }),
  'report.made': ({ report }) => ({ event: 'report.made', report: reportOf(report) }),
  'report.settled': ({ report, by }) => ({ event: 'report.settled', report: reportOf(report), by }),
  'user.muted': ({ user, by, reason, until }) => ({
    event: 'user.muted',
    user: userRefOf(user),
    by,
    reason,
    until,
  }),
  'user.unmuted': ({ user, by }) => ({ event: 'user.unmuted', user: userRefOf(user), by }),
  'sanction.lifted': ({ subject, by }) => ({ event: 'sanction.lifted', subject, by }),
  'password.changed': ({ by }) => ({ event: 'password.changed', by }),
  // Those whom it ends are closed for it; the others of the user may show their list anew.
  'webhook.changed': () => null,
  'token.revoked': ({ tokens }) => ({ event: 'token.revoked', tokens: [...tokens] }),
  'metadata.changed': () => null,
  'announcement.made': ({ text, by }) => ({ event: 'announcement.made', text, by }),
  'wallops.said': () => null,
  'shutdown.warned': ({ seconds, reason }) => ({ event: 'shutdown.warned', seconds, reason }),
  'shutdown.cancelled': ({ by }) => ({ event: 'shutdown.cancelled', by }),
  'shutdown.started': ({ reason }) => ({ event: 'shutdown.started', reason }),
}

function positioned({ channel, message }: Pick<EventOf<'message.edited'>, 'channel' | 'message'>) {
  return {
    channel: channelRefOf(channel),
    position: message.changedPosition,
    message: messageOf(message),
  }
}

export function factOf(event: ChatEvent): WireFact | null {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the table's rows and the value's tag belong together, which the compiler cannot follow
  const encode = encoders[event.type] as (event: ChatEvent) => Omit<WireFact, 'at'> | null
  const fact = encode(event)
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- as above: with its time it is whole
  return fact === null ? null : ({ ...fact, at: event.at } as WireFact)
}
