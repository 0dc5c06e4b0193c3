/** The facts of the chat as they travel: each an object with its name in `event`. */
import { z } from 'zod'
import {
  avatar,
  channelRef,
  channelRole,
  channelSettings,
  id,
  level,
  message,
  notifications,
  ownChannel,
  person,
  position,
  report,
  self,
  server,
  serverRole,
  time,
  userRef,
  userSettings,
} from './shapes.ts'
import { preview } from './previews.ts'
import { said } from './said.ts'

const at = time
const by = z.string().describe('The name of who did it, or "the operator".')
const reason = z.string().nullable()
const mute = z.object({ reason, until: time.nullable() })

function fact<Name extends string, Shape extends z.ZodRawShape>(name: Name, shape: Shape) {
  return z.object({ event: z.literal(name), at, ...shape })
}

/** First on every socket. `user: null`: nobody has signed in. */
export const hello = z.object({ event: z.literal('hello'), server, user: self.nullable() })

/** After `hello`, or after a sign-in on the socket: where one is. From here on facts follow. */
export const ready = z.object({
  event: z.literal('ready'),
  user: self,
  channels: z.array(ownChannel),
  /** Those one shares a channel with, and those of private conversations, who are here now. */
  online: z.array(id),
  notifications,
  mute: mute.nullable().describe('Why one may read and not write; `null`: one may.'),
})

export const facts = {
  'message.sent': fact('message.sent', said),
  'message.edited': fact('message.edited', { channel: channelRef, position, message }),
  'message.deleted': fact('message.deleted', { channel: channelRef, position, message, by, reason }),
  'message.reacted': fact('message.reacted', {
    channel: channelRef,
    position,
    message: id,
    author: userRef,
    reaction: z.string(),
    added: z.boolean(),
  }),
  'message.pinned': fact('message.pinned', {
    channel: channelRef,
    position,
    message: id,
    pinned: z.boolean(),
    by,
  }),
  'message.previewed': fact('message.previewed', {
    channel: channelRef,
    position,
    message: id,
    previews: z.array(preview).describe('All that the message has now.'),
  }),
  'topic.changed': fact('topic.changed', { channel: channelRef, position, message, topic: z.string(), by }),
  'message.relayed': fact('message.relayed', {
    channel: channelRef,
    author: person,
    kind: z.enum(['text', 'action', 'notice', 'topic', 'tags']),
    text: z.string(),
    tags: z.record(z.string(), z.string()).nullable().describe('{"typing": "active"} while somebody types.'),
  }),
  'read.marked': fact('read.marked', {
    channel: channelRef,
    readAt: time,
    readPosition: z.int(),
  }),
  'channel.created': fact('channel.created', { channel: channelRef, by: userRef }),
  'channel.renamed': fact('channel.renamed', { channel: channelRef, name: z.string(), reason, by }),
  'channel.archived': fact('channel.archived', { channel: channelRef, by }),
  'settings.changed': fact('settings.changed', {
    channel: channelRef,
    change: channelSettings.partial(),
    by,
  }),
  'member.joined': fact('member.joined', {
    channel: channelRef,
    user: person,
    displayName: z.string().nullable(),
    awayText: z.string().nullable(),
    role: channelRole,
    online: z.boolean(),
    position: z.int().describe("The channel's newest position then."),
  }),
  'member.arrived': fact('member.arrived', {
    channel: channelRef,
    user: person,
    displayName: z.string().nullable(),
    awayText: z.string().nullable(),
    role: channelRole,
  }),
  'member.left': fact('member.left', {
    channel: channelRef,
    user: person,
    removedBy: z.string().nullable(),
    reason,
    until: time.nullable(),
  }),
  'member.invited': fact('member.invited', { channel: channelRef, user: userRef, by: userRef }),
  'member.role-changed': fact('member.role-changed', {
    channel: channelRef,
    user: userRef,
    role: channelRole,
    voiced: z.boolean(),
    by,
  }),
  'membership.changed': fact('membership.changed', { channel: channelRef, level }),
  'user.departed': fact('user.departed', { user: person, guest: z.boolean(), reason }),
  'user.renamed': fact('user.renamed', { user: person, name: z.string() }),
  'user.account-changed': fact('user.account-changed', { user: person, now: person, merged: z.boolean() }),
  'user.display-name-changed': fact('user.display-name-changed', {
    user: person,
    displayName: z.string().nullable(),
  }),
  'user.avatar-changed': fact('user.avatar-changed', { user: userRef, avatar: avatar.nullable() }),
  'user.away-changed': fact('user.away-changed', { user: person, awayText: z.string().nullable() }),
  'user.settings-changed': fact('user.settings-changed', { user: person, settings: userSettings }),
  'user.notifications-changed': fact('user.notifications-changed', { notifications }),
  'user.role-changed': fact('user.role-changed', { user: userRef, role: serverRole, by }),
  'user.kicked': fact('user.kicked', { user: userRef, by, reason, until: time }),
  'user.banned': fact('user.banned', { user: userRef, by, reason }),
  'address.banned': fact('address.banned', { by, reason }),
  'report.made': fact('report.made', { report }),
  'report.settled': fact('report.settled', { report, by }),
  'user.muted': fact('user.muted', { user: userRef, by, reason, until: time.nullable() }),
  'user.unmuted': fact('user.unmuted', { user: userRef, by }),
  'sanction.lifted': fact('sanction.lifted', { subject: z.string(), by }),
  'password.changed': fact('password.changed', { by }),
  'token.revoked': fact('token.revoked', { tokens: z.array(id) }),
  'announcement.made': fact('announcement.made', { text: z.string(), by }),
  'shutdown.warned': fact('shutdown.warned', { seconds: z.number(), reason }),
  'shutdown.cancelled': fact('shutdown.cancelled', { by }),
  'shutdown.started': fact('shutdown.started', { reason }),
} as const
