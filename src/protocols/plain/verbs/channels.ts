/** Verbs about channels: which there are, being in them, who may do what there. */
import { archiveChannel } from '../../../core/channels/archive-channel.ts'
import { createChannel } from '../../../core/channels/create-channel.ts'
import { inviteUser } from '../../../core/channels/invite-user.ts'
import { joinChannel } from '../../../core/channels/join-channel.ts'
import { leaveChannel } from '../../../core/channels/leave-channel.ts'
import { listChannels } from '../../../core/channels/list-channels.ts'
import { listMembers } from '../../../core/channels/list-members.ts'
import { removeMember } from '../../../core/channels/remove-member.ts'
import { channelRoles } from '../../../core/channels/roles.ts'
import { setMemberRole } from '../../../core/channels/set-member-role.ts'
import { setTopic } from '../../../core/channels/set-topic.ts'
import type { Channel } from '../../../core/types.ts'
import { foldChannelName } from '../../../lib/fold.ts'
import { printable } from '../../../lib/printable.ts'
import { splitWords } from '../../../lib/words.ts'
import type { PlainClient } from '../client.ts'
import { currentChannel } from '../current.ts'
import { secondsAndReason } from '../grammar.ts'
import type { Call, VerbTable } from '../verb.ts'
import { tellOnline } from './users.ts'

export const channelVerbs: VerbTable = {
  channels: {
    usage: '/channels',
    summary: 'the channels you may join, and those you are in',
    run: (call) => tellChannels(call),
  },
  join: {
    usage: '/join #channel [key]',
    summary: 'enter a channel and talk there from now on',
    async run(call) {
      const [name, key] = splitWords(call.rest, 2).words
      if (name === undefined) return call.usage()
      if (switchTo(call.client, name)) return tellCurrent(call.client)
      const joined = await call.door.ask(call.client, joinChannel, { channel: hashed(name), key })
      if (joined !== undefined) arrive(call.client, joined.channel)
    },
  },
  leave: {
    usage: '/leave [#channel]',
    summary: 'leave a channel, this one unless named',
    async run({ door, client, rest }) {
      const channel = namedOrCurrent(client, rest)
      if (channel === null || (await door.ask(client, leaveChannel, { channel })) === undefined) return
      tellCurrent(client)
    },
  },
  switch: {
    usage: '/switch #channel',
    summary: 'talk in another channel you are in',
    run(call) {
      const [name] = splitWords(call.rest, 1).words
      if (name === undefined) return call.usage()
      if (switchTo(call.client, name)) return tellCurrent(call.client)
      call.client.refuse(`you are not in ${printable(hashed(name))}: /join ${printable(hashed(name))}`)
    },
  },
  users: {
    usage: '/users [#channel]',
    summary: 'who is in a channel; without one, who is online',
    async run({ door, client, rest }) {
      const [name] = splitWords(rest, 1).words
      if (name === undefined) return tellOnline({ door, client })
      const listed = await door.ask(client, listMembers, { channel: hashed(name) })
      if (listed === undefined) return
      client.tell(
        `#${listed.channel.name} has ${listed.members.length} ${listed.members.length === 1 ? 'member' : 'members'}:`,
      )
      for (const { user, role, online, awayText } of listed.members) {
        const presence = awayText === null ? (online ? 'online' : 'offline') : `away: ${printable(awayText)}`
        client.print(`  ${user.name.padEnd(20)} ${role.padEnd(9)} ${presence}`)
      }
    },
  },
  topic: {
    usage: '/topic [text]',
    summary: 'what this channel is about; with a text, sets it (/topic - clears it)',
    async run({ door, client, rest }) {
      const channel = currentChannel(client)
      if (channel === null) return
      if (rest.trim() !== '')
        return void (await door.ask(client, setTopic, { channel, topic: rest.trim() === '-' ? '' : rest }))
      const listed = await door.ask(client, listChannels, {})
      const topic = listed?.channels.find((entry) => entry.channel.id === channel)?.channel
      if (topic !== undefined) client.tell(topicText(topic))
    },
  },
  create: {
    usage: '/create #channel [private]',
    summary: 'make a channel, which you then own',
    async run(call) {
      const [name, kind = 'public'] = splitWords(call.rest, 2).words
      if (name === undefined || (kind !== 'public' && kind !== 'private')) return call.usage()
      const made = await call.door.ask(call.client, createChannel, { name: hashed(name), kind })
      if (made !== undefined) arrive(call.client, made.channel)
    },
  },
  invite: {
    usage: '/invite user',
    summary: 'let somebody into this channel',
    async run(call) {
      const channel = currentChannel(call.client)
      if (channel === null) return
      const [user] = splitWords(call.rest, 1).words
      if (user === undefined) return call.usage()
      await call.door.ask(call.client, inviteUser, { channel, user })
    },
  },
  remove: {
    usage: '/remove user [seconds] [reason]',
    summary: 'put somebody out of this channel, with seconds for that long',
    async run(call) {
      const channel = currentChannel(call.client)
      if (channel === null) return
      const { words, rest } = splitWords(call.rest, 1)
      const [user] = words
      if (user === undefined) return call.usage()
      await call.door.ask(call.client, removeMember, { channel, user, ...secondsAndReason(rest) })
    },
  },
  role: {
    usage: `/role user ${channelRoles.toReversed().join('|')}`,
    summary: 'give somebody a role in this channel',
    async run(call) {
      const channel = currentChannel(call.client)
      if (channel === null) return
      const [user, written] = splitWords(call.rest, 2).words
      const role = channelRoles.find((known) => known === written?.toLowerCase())
      if (user === undefined || role === undefined) return call.usage()
      await call.door.ask(call.client, setMemberRole, { channel, user, role })
    },
  },
  archive: {
    usage: '/archive',
    summary: 'close this channel for good; its history stays',
    async run({ door, client }) {
      const channel = currentChannel(client)
      if (channel !== null) await door.ask(client, archiveChannel, { channel })
    },
  },
}

async function tellChannels({ door, client }: Call): Promise<void> {
  const listed = await door.ask(client, listChannels, {})
  if (listed === undefined) return
  client.tell(`channels (${listed.channels.length}), those you are in with a +:`)
  for (const { channel, members, membership } of listed.channels) {
    const marks = [
      channel.kind === 'private' ? 'private' : '',
      channel.archivedAt === null ? '' : 'archived',
    ].filter((mark) => mark !== '')
    const topic = channel.topic === '' ? '' : `  ${printable(channel.topic)}`
    const shown = `${membership === null ? ' ' : '+'} ${`#${channel.name}`.padEnd(20)} ${String(members).padStart(5)} ${members === 1 ? 'member ' : 'members'}`
    client.print(`${shown}${marks.length === 0 ? '' : `  (${marks.join(', ')})`}${topic}`)
  }
}

export function hashed(name: string): string {
  return name.startsWith('#') ? name : `#${name}`
}

function namedOrCurrent(client: PlainClient, rest: string) {
  const [name] = splitWords(rest, 1).words
  return name === undefined ? currentChannel(client) : hashed(name)
}

/** Whether the client is in a channel of that name, which then is its current one. */
function switchTo(client: PlainClient, name: string): boolean {
  const wanted = foldChannelName(hashed(name).slice(1))
  for (const [id, known] of client.channels) {
    if (foldChannelName(known) !== wanted) continue
    client.switchTo(id)
    return true
  }
  return false
}

function arrive(client: PlainClient, channel: Channel): void {
  client.switchTo(channel.id)
  tellCurrent(client)
  if (channel.topic !== '') client.tell(topicText(channel))
}

function tellCurrent(client: PlainClient): void {
  client.tell(client.currentName === null ? 'you are in no channel now' : `talking in #${client.currentName}`)
}

function topicText({ name, topic, topicBy }: Channel): string {
  return topic === ''
    ? `#${name} has no topic`
    : `topic of #${name}: ${printable(topic)}${topicBy === null ? '' : ` (by ${topicBy})`}`
}
