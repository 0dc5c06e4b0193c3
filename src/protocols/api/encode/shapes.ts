/** Records of the core as the API shows them: what is not named here never leaves. */
import type { ListedMember } from '../../../core/channels/list-members.ts'
import type { UserProfile } from '../../../core/users/show-user.ts'
import { isBot } from '../../../core/users/cloak.ts'
import type { ChannelRef } from '../../../core/events.ts'
import type { Bot, JoinedChannel, ListedChannel } from '../../../core/store-port.ts'
import type {
  Change,
  Channel,
  IncomingWebhook,
  Membership,
  Message,
  OutgoingWebhook,
  NotificationSettings,
  Person,
  Report,
  Token,
  User,
  UserRef,
} from '../../../core/types.ts'
import type {
  WireBot,
  WireChange,
  WireChannel,
  WireChannelRef,
  WireIncomingWebhook,
  WireListedChannel,
  WireMember,
  WireMembership,
  WireMessage,
  WireOutgoingWebhook,
  WireNotifications,
  WireOwnChannel,
  WirePerson,
  WireProfile,
  WireReport,
  WireSelf,
  WireToken,
  WireUserRef,
} from '../wire.ts'
import { previewOf } from './previews.ts'
import { sharedUploadOf } from './uploads.ts'

export function userRefOf({ id, name }: UserRef): WireUserRef {
  return { id, name }
}

export function personOf(person: Person): WirePerson {
  const { id, name, account } = person
  return { id, name, account, bot: isBot(person) }
}

export function selfOf(user: User): WireSelf {
  const { displayName, kind, role, awayText, settings } = user
  return { ...personOf(user), displayName, kind, role, awayText, settings }
}

export function profileOf(profile: UserProfile): WireProfile {
  const { kind, role, displayName, awayText, settings } = profile
  const { createdAt, lastSeenAt, online, channels, lastAddress, owner } = profile
  const self = { ...personOf(profile), kind, role, displayName, awayText, settings }
  return { ...self, createdAt, lastSeenAt, online, channels: [...channels], lastAddress, owner }
}

export function botOf({ user, owner, online }: Bot & { readonly online: boolean }): WireBot {
  const { displayName, createdAt, lastSeenAt } = user
  return { user: personOf(user), owner: userRefOf(owner), displayName, createdAt, lastSeenAt, online }
}

export function notificationsOf({ quiet, showText }: NotificationSettings): WireNotifications {
  if (quiet === null) return { quiet, showText }
  const { from, to, timeZone, days } = quiet
  return { quiet: { from, to, timeZone, days: [...days] }, showText }
}

export function channelRefOf({ id, kind, name, between }: ChannelRef): WireChannelRef {
  return {
    id,
    kind,
    name,
    between: between === null ? null : [userRefOf(between[0]), userRefOf(between[1])],
  }
}

export function channelOf(channel: Channel): WireChannel {
  const { topic, topicBy, topicAt, settings, createdAt, archivedAt, lastPosition } = channel
  return { ...channelRefOf(channel), topic, topicBy, topicAt, settings, createdAt, archivedAt, lastPosition }
}

export function listedChannelOf({ channel, members, membership }: ListedChannel): WireListedChannel {
  const { id, kind, name, topic, archivedAt } = channel
  return { id, kind, name, topic, members, joined: membership !== null, archived: archivedAt !== null }
}

export function membershipOf({ role, voiced, joinedAt, readPosition, level }: Membership): WireMembership {
  return { role, voiced, joinedAt, readPosition, level }
}

interface Own extends JoinedChannel {
  readonly unread: number
  readonly mentions: number
}

export function ownChannelOf({ channel, membership, unread, mentions }: Own): WireOwnChannel {
  return { channel: channelOf(channel), membership: membershipOf(membership), unread, mentions }
}

export function messageOf(message: Message): WireMessage {
  const { id, channel, position, changedPosition, author, kind, text } = message
  const { replyTo, sentAt, editedAt, deletedAt, reactions, uploads, previews } = message
  return {
    id,
    channel,
    position,
    changedPosition,
    author: personOf(author),
    kind,
    text,
    replyTo,
    sentAt,
    editedAt,
    deletedAt,
    reactions: reactions.map(reactionOf),
    uploads: uploads.map(sharedUploadOf),
    previews: previews.map(previewOf),
  }
}

function reactionOf({ reaction, users }: Message['reactions'][number]) {
  return { reaction, users: users.map(userRefOf) }
}

export function changeOf(change: Change): WireChange {
  const { kind, position } = change
  if (kind === 'message') return { kind, position, message: messageOf(change.message) }
  if (kind === 'pin') return { kind, position, message: change.message, pinned: change.pinned }
  if (kind === 'preview')
    return { kind, position, message: change.message, previews: change.previews.map(previewOf) }
  const { message, author, reaction, added } = change
  return { kind, position, message, author: userRefOf(author), reaction, added }
}

export function memberOf(member: ListedMember): WireMember {
  const { user, displayName, awayText, role, voiced, online, serverRole, settings } = member
  return {
    user: personOf(user),
    displayName,
    awayText,
    role,
    voiced,
    online,
    serverRole,
    bot: settings.bot,
  }
}

export function reportOf(report: Report): WireReport {
  const { id, channel, channelName, message, author, text, sentAt } = report
  const { by, reason, createdAt, settledAt, settledBy } = report
  const said = { channel, channelName, message, author: userRefOf(author), text, sentAt }
  return { id, ...said, by: userRefOf(by), reason, createdAt, settledAt, settledBy }
}

export function incomingWebhookOf({ id, channel, bot, by, createdAt }: IncomingWebhook): WireIncomingWebhook {
  return { id, channel, bot: userRefOf(bot), by: userRefOf(by), createdAt }
}

export function outgoingWebhookOf(webhook: OutgoingWebhook): WireOutgoingWebhook {
  const { id, channel, url, events, by, createdAt, position, failingSince, stoppedAt } = webhook
  const state = { position, failingSince, stoppedAt }
  return { id, channel, url, events: [...events], by: userRefOf(by), createdAt, ...state }
}

export function tokenOf(token: Token & { readonly current: boolean }): WireToken {
  const { id, kind, name, createdAt, lastUsedAt, lastAddress, expiresAt, current } = token
  return { id, kind, name, createdAt, lastUsedAt, lastAddress, expiresAt, current }
}
