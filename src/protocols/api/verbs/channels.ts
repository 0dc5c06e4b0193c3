/** Channels and who is in them. */
import { z } from 'zod'
import { archiveChannel } from '../../../core/channels/archive-channel.ts'
import { addMask, listMasks, removeMask } from '../../../core/channels/change-mask.ts'
import { changeSetting } from '../../../core/channels/change-setting.ts'
import { createChannel } from '../../../core/channels/create-channel.ts'
import { findDirect } from '../../../core/channels/find-direct.ts'
import { inviteUser } from '../../../core/channels/invite-user.ts'
import { joinChannel } from '../../../core/channels/join-channel.ts'
import { leaveChannel } from '../../../core/channels/leave-channel.ts'
import { listChannels } from '../../../core/channels/list-channels.ts'
import { listInvitations } from '../../../core/channels/list-invitations.ts'
import { listOwn } from '../../../core/channels/list-own.ts'
import { listMembers } from '../../../core/channels/list-members.ts'
import { openDirect } from '../../../core/channels/open-direct.ts'
import { removeMember } from '../../../core/channels/remove-member.ts'
import { renameChannel } from '../../../core/channels/rename-channel.ts'
import { setLevel } from '../../../core/channels/set-level.ts'
import { setMemberRole } from '../../../core/channels/set-member-role.ts'
import { setTopic } from '../../../core/channels/set-topic.ts'
import { showChannel } from '../../../core/channels/show-channel.ts'
import {
  channelOf,
  channelRefOf,
  listedChannelOf,
  memberOf,
  membershipOf,
  ownChannelOf,
  userRefOf,
} from '../encode/shapes.ts'
import { verb } from '../verb.ts'
import * as shapes from '../wire/shapes.ts'

const channel = z.object({ channel: shapes.channel })
const mask = z.object({
  list: z.enum(['ban', 'exception', 'invitation', 'mute']),
  mask: z.string(),
  by: z.string(),
  createdAt: shapes.time,
  expiresAt: shapes.time.nullable(),
})

export const channelVerbs = {
  'channel.create': verb(createChannel, {
    about: 'Makes a channel, which you then own.',
    ok: channel,
    answer: (result) => ({ channel: channelOf(result.channel) }),
  }),
  'channel.join': verb(joinChannel, {
    about: 'Joins a channel; from now on you are told what happens in it.',
    ok: channel.extend({ role: shapes.channelRole }),
    answer: (result) => ({ channel: channelOf(result.channel), role: result.role }),
  }),
  'channel.leave': verb(leaveChannel, {
    about: 'Leaves a channel.',
    ok: channel,
    answer: (result) => ({ channel: channelOf(result.channel) }),
  }),
  'channel.show': verb(showChannel, {
    about: 'A channel with its topic and settings, and your place in it.',
    ok: channel.extend({ membership: shapes.membership.nullable() }),
    answer: (result) => ({
      channel: channelOf(result.channel),
      membership: result.membership === null ? null : membershipOf(result.membership),
    }),
  }),
  'channel.list': verb(listChannels, {
    about: 'Every channel you may know of, by name.',
    ok: z.object({ channels: z.array(shapes.listedChannel) }),
    answer: ({ channels }) => ({ channels: channels.map(listedChannelOf) }),
  }),
  'channel.list-own': verb(listOwn, {
    about:
      'Every channel you are in, with your place in it and what is unread; of more than a thousand changes the newest are counted.',
    ok: z.object({ channels: z.array(shapes.ownChannel) }),
    answer: ({ channels }) => ({ channels: channels.map(ownChannelOf) }),
  }),
  'channel.set-level': verb(setLevel, {
    about: 'Chooses what of a channel you are notified of.',
    ok: z.object({ level: shapes.level }),
    answer: ({ level }) => ({ level }),
  }),
  'channel.list-members': verb(listMembers, {
    about: 'Who is in a channel, the highest roles first.',
    ok: z.object({ members: z.array(shapes.member) }),
    answer: ({ members }) => ({ members: members.map(memberOf) }),
  }),
  'channel.list-invitations': verb(listInvitations, {
    about: 'Channels you are invited to and have not joined.',
    ok: z.object({ channels: z.array(shapes.channel) }),
    answer: ({ channels }) => ({ channels: channels.map(channelOf) }),
  }),
  'channel.open-direct': verb(openDirect, {
    about: 'Your private conversation with somebody, begun if there is none.',
    ok: channel.extend({ other: shapes.userRef, awayText: z.string().nullable() }),
    answer: ({ channel: opened, other, awayText }) => ({
      channel: channelOf(opened),
      other: userRefOf(other),
      awayText,
    }),
  }),
  'channel.find-direct': verb(findDirect, {
    about: 'Your private conversation with somebody, if there is one.',
    ok: z.object({ channel: shapes.channel.nullable() }),
    answer: (result) => ({ channel: result.channel === null ? null : channelOf(result.channel) }),
  }),
  'channel.set-topic': verb(setTopic, {
    about: 'Sets the topic; an empty one takes it away.',
    ok: channel,
    answer: (result) => ({ channel: channelOf(result.channel) }),
  }),
  'channel.change-setting': verb(changeSetting, {
    about: 'Changes one setting of a channel.',
    ok: z.object({ channel: shapes.channelRef }),
    answer: (result) => ({ channel: channelRefOf(result.channel) }),
  }),
  'channel.rename': verb(renameChannel, {
    about: 'Gives a channel another name.',
    ok: z.object({ channel: shapes.channelRef }),
    answer: (result) => ({ channel: channelRefOf(result.channel) }),
  }),
  'channel.archive': verb(archiveChannel, {
    about: 'Closes a channel: it can be read, nothing more can be said in it.',
    ok: z.object({ channel: shapes.channelRef }),
    answer: (result) => ({ channel: channelRefOf(result.channel) }),
  }),
  'channel.invite': verb(inviteUser, {
    about: 'Invites somebody into a channel.',
    ok: z.object({ channel: shapes.channelRef, user: shapes.userRef }),
    answer: (result) => ({ channel: channelRefOf(result.channel), user: userRefOf(result.user) }),
  }),
  'channel.remove-member': verb(removeMember, {
    about: 'Removes somebody from a channel; with seconds, they cannot come back before.',
    ok: z.object({ user: shapes.userRef, until: shapes.time.nullable() }),
    answer: ({ user, until }) => ({ user: userRefOf(user), until }),
  }),
  'channel.set-member-role': verb(setMemberRole, {
    about: 'Gives a member of a channel another role in it.',
    ok: z.object({ user: shapes.userRef, role: shapes.channelRole }),
    answer: ({ user, role }) => ({ user: userRefOf(user), role }),
  }),
  'channel.list-masks': verb(listMasks, {
    about: 'The bans, exceptions, invitations and mutes of a channel.',
    ok: z.object({ masks: z.array(mask) }),
    answer: ({ masks }) => ({ masks: [...masks] }),
  }),
  'channel.add-mask': verb(addMask, {
    about: 'Adds an entry to one of these lists.',
    ok: z.object({ mask }),
    answer: (result) => ({ mask: result.mask }),
  }),
  'channel.remove-mask': verb(removeMask, {
    about: 'Takes an entry from one of these lists.',
    ok: z.object({ mask }),
    answer: (result) => ({ mask: result.mask }),
  }),
} as const
