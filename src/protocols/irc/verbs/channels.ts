/** JOIN, PART, KICK, TOPIC, RENAME. */
import { joinChannel } from '../../../core/channels/join-channel.ts'
import { leaveChannel } from '../../../core/channels/leave-channel.ts'
import { removeMember } from '../../../core/channels/remove-member.ts'
import { renameChannel } from '../../../core/channels/rename-channel.ts'
import { setTopic } from '../../../core/channels/set-topic.ts'
import { showChannel } from '../../../core/channels/show-channel.ts'
import { showJoined, topicLines } from '../joined.ts'
import { isChannel } from '../channel-name.ts'
import { oneWord } from '../errors.ts'
import type { Call, VerbTable } from '../verb.ts'
import { sendMetadata } from './metadata.ts'

export const channelVerbs: VerbTable = {
  JOIN: { needs: 1, run: join },
  PART: {
    needs: 1,
    async run({ door, client, params }) {
      const [names = '', reason] = params
      for (const channel of names.split(',')) {
        if (!isChannel(channel)) noChannel(client, channel)
        else await door.ask({ client, channel: oneWord(channel) }, leaveChannel, { channel, reason })
      }
    },
  },
  KICK: { needs: 2, run: kick },
  TOPIC: { needs: 1, run: topic },
  RENAME: { needs: 2, run: rename },
}

function noChannel(client: Call['client'], name: string): void {
  client.numeric('ERR_NOSUCHCHANNEL', oneWord(name), 'No such channel')
}

async function join({ door, client, params }: Call): Promise<void> {
  const [names = '', keys = ''] = params
  if (names === '0') return leaveAll({ door, client })
  const given = keys.split(',')
  for (const [index, channel] of names.split(',').entries()) {
    if (!isChannel(channel)) {
      noChannel(client, channel)
      continue
    }
    const key = given[index] === '' ? undefined : given[index]
    const outcome = await door.try(client, joinChannel, { channel, key, orCreate: true })
    if (outcome.ok) {
      await showJoined(door, client, outcome.result.channel.id)
      await sendMetadata(door, client, `#${outcome.result.channel.name}`)
    } else if (outcome.fault.code === 'bad-name')
      client.numeric('ERR_BADCHANMASK', oneWord(channel), 'That cannot be the name of a channel')
    // Joining again is no mistake: nothing happens.
    else if (outcome.fault.code !== 'already-a-member')
      door.refuse(client, outcome.fault, { channel: oneWord(channel), command: 'JOIN' })
  }
}

async function leaveAll({ door, client }: Pick<Call, 'door' | 'client'>): Promise<void> {
  for (const id of Array.from(client.channels.keys()))
    await door.ask({ client }, leaveChannel, { channel: id })
}

async function kick({ door, client, params }: Call): Promise<void> {
  const [names = '', people = '', reason] = params
  const channels = names.split(',')
  const nicks = people.split(',')
  for (const [index, user] of nicks.entries()) {
    const channel = channels.length === 1 ? (channels[0] ?? '') : (channels[index] ?? '')
    if (!isChannel(channel)) noChannel(client, channel)
    else
      await door.ask(
        { client, channel: oneWord(channel), nick: oneWord(user), command: 'KICK' },
        removeMember,
        { channel, user, reason },
      )
  }
}

async function topic({ door, client, params }: Call): Promise<void> {
  const [channel = '', text] = params
  if (!isChannel(channel)) return noChannel(client, channel)
  const refusing = { channel: oneWord(channel), command: 'TOPIC' }
  if (text !== undefined)
    return void (await door.ask({ client, ...refusing }, setTopic, { channel, topic: text }))
  const shown = await door.ask({ client, ...refusing }, showChannel, { channel })
  if (shown === undefined) return
  if (shown.membership === null && shown.channel.settings.secret)
    return client.numeric('ERR_NOTONCHANNEL', channel, 'You are not on that channel')
  if (shown.channel.topic === '') return client.numeric('RPL_NOTOPIC', channel, 'No topic is set')
  client.answer(...topicLines(client, channel, shown.channel))
}

async function rename({ door, client, params }: Call): Promise<void> {
  const [from = '', to = '', reason] = params
  const outcome = isChannel(to)
    ? await door.try(client, renameChannel, { channel: from, name: to, reason })
    : null
  if (outcome === null)
    return client.reply(
      'FAIL',
      'RENAME',
      'CANNOT_RENAME',
      oneWord(from),
      oneWord(to),
      'That cannot be the name of a channel',
    )
  if (outcome.ok) return
  const { fault } = outcome
  if (fault.code === 'channel-name-taken')
    client.reply(
      'FAIL',
      'RENAME',
      'CHANNEL_NAME_IN_USE',
      oneWord(from),
      oneWord(to),
      'There is a channel of that name',
    )
  else if (fault.code === 'bad-name')
    client.reply(
      'FAIL',
      'RENAME',
      'CANNOT_RENAME',
      oneWord(from),
      oneWord(to),
      'That cannot be the name of a channel',
    )
  else door.refuse(client, fault, { channel: oneWord(from), command: 'RENAME' })
}
