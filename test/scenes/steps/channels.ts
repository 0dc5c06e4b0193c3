/** Steps about channels: making them, being in them, and who may do what there. */
import { channelRoles } from '../../../src/core/channels/roles.ts'
import type { ChannelRole } from '../../../src/core/types.ts'
import { listed, type StepTable } from '../play/sentence.ts'
import { act, demandSame, orNull, secondsOf, see, seeNot } from './saying.ts'

export const channelSteps: StepTable = {
  '{who} creates {channel}': act(({ channel }) => ({ do: 'create', channel, kind: 'public' })),
  '{who} creates the private channel {channel}': act(({ channel }) => ({
    do: 'create',
    channel,
    kind: 'private',
  })),
  '{who} joins {channel}[ with the key {text}]': act(({ channel, text }) => ({
    do: 'join',
    channel,
    key: orNull(text),
  })),
  '{who} leaves {channel}': act(({ channel }) => ({ do: 'leave', channel })),
  '{who} invites {other} to {channel}': act(({ channel, other }) => ({ do: 'invite', channel, user: other })),
  '{who} removes {other} from {channel}[ for {number} {unit}][ because {reason}]': act((given) => ({
    do: 'remove',
    channel: given.channel,
    user: given.other,
    seconds: secondsOf(given),
    reason: orNull(given.reason),
  })),
  '{who} makes {other} {role} of {channel}': act(({ other, role, channel }) => ({
    do: 'set-role',
    user: other,
    role: channelRole(role),
    channel,
  })),
  '{who} sets the topic of {channel} to {text}': act(({ channel, text }) => ({
    do: 'set-topic',
    channel,
    text,
  })),
  '{who} clears the topic of {channel}': act(({ channel }) => ({ do: 'set-topic', channel, text: '' })),
  '{who} sets {setting} to {value} in {channel}': act(({ setting, value, channel }) => ({
    do: 'set',
    setting,
    value,
    channel,
  })),
  '{who} archives {channel}': act(({ channel }) => ({ do: 'archive', channel })),

  '{who} sees that {other} joined {channel}': see(({ other, channel }) => ({
    see: 'joined',
    user: other,
    channel,
  })),
  '{who} does not see that {other} joined {channel}': seeNot(({ other, channel }) => ({
    see: 'joined',
    user: other,
    channel,
  })),
  '{who} sees that {other} left {channel}': see(({ other, channel }) => ({
    see: 'left',
    user: other,
    channel,
  })),
  '{who} sees that {other} was removed from {channel} by {user}[ until {date}][ because {reason}]': see(
    ({ other, channel, user, date, reason }) => ({
      see: 'removed',
      user: other,
      channel,
      by: user,
      until: orNull(date),
      reason: orNull(reason),
    }),
  ),
  '{who} sees that the topic of {channel} is now {text}': see(({ channel, text }) => ({
    see: 'topic',
    channel,
    text,
  })),
  '{who} sees that {other} is now {role} of {channel}': see(({ other, role, channel }) => ({
    see: 'role',
    user: other,
    role: channelRole(role),
    channel,
  })),
  '{who} sees that {setting} is now {value} in {channel}': see(({ setting, value, channel }) => ({
    see: 'setting',
    setting,
    value,
    channel,
  })),
  '{who} sees an invitation to {channel} from {other}': see(({ channel, other }) => ({
    see: 'invited',
    channel,
    by: other,
  })),
  '{who} sees that {other} archived {channel}': see(({ other, channel }) => ({
    see: 'archived',
    channel,
    by: other,
  })),

  '{who} reads the topic of {channel}: {text}': async (stage, { who, channel, text }) => {
    demandSame([await stage.person(who).asks({ ask: 'topic', channel })], [text])
  },
  '{who} finds the channels {list}': async (stage, { who, list }) => {
    demandSame(await stage.person(who).asks({ ask: 'channels' }), listed(list))
  },
  '{who} finds in {channel}: {list}': async (stage, { who, channel, list }) => {
    const members = await stage.person(who).asks({ ask: 'members', channel })
    demandSame(
      members.map(({ name, role }) => `${name} (${role})`),
      listed(list),
    )
  },
  '{who} tries the members of {channel}': async (stage, { who, channel }) => {
    await stage.person(who).asks({ ask: 'members', channel })
  },
}

function channelRole(written: string): ChannelRole {
  const role = channelRoles.find((known) => known === written)
  if (role === undefined) throw new Error(`${written} is no role of a channel`)
  return role
}
