/** Steps about what is done to messages of others: answered with a sign, kept in sight, or notified of. */
import { notificationLevels, type NotificationLevel } from '../../../src/core/types.ts'
import { listed, type StepTable } from '../play/sentence.ts'
import { act, demandSame, see, seeNot } from './saying.ts'

export const answeringSteps: StepTable = {
  '{who} answers {more} with {text} in {channel}': act(({ text, more, channel }) => ({
    do: 'answer',
    channel,
    original: more,
    text,
  })),
  '{who} reacts with {text} to {more} in {channel}': act(({ text, more, channel }) => ({
    do: 'react',
    channel,
    text: more,
    reaction: text,
  })),
  '{who} takes back {text} from {more} in {channel}': act(({ text, more, channel }) => ({
    do: 'unreact',
    channel,
    text: more,
    reaction: text,
  })),
  '{who} pins {text} in {channel}': act(({ text, channel }) => ({ do: 'pin', channel, text })),
  '{who} unpins {text} in {channel}': act(({ text, channel }) => ({ do: 'unpin', channel, text })),
  '{who} sets the level of {channel} to {value}': act(({ channel, value }) => ({
    do: 'set-level',
    channel,
    level: levelOf(value),
  })),
  '{who} says {text} in {channel} with the mark {more}': act(({ text, channel, more }) => ({
    do: 'say-marked',
    channel,
    text,
    mark: more,
  })),

  '{who} sees that {other} reacted with {text} in {channel}': see(({ other, text, channel }) => ({
    see: 'reacted',
    by: other,
    channel,
    reaction: text,
    added: true,
  })),
  '{who} does not see that {other} reacted with {text} in {channel}': seeNot(({ other, text, channel }) => ({
    see: 'reacted',
    by: other,
    channel,
    reaction: text,
    added: true,
  })),
  '{who} sees that {other} took back {text} in {channel}': see(({ other, text, channel }) => ({
    see: 'reacted',
    by: other,
    channel,
    reaction: text,
    added: false,
  })),
  '{who} sees that {other} pinned a message in {channel}': see(({ other, channel }) => ({
    see: 'pinned',
    by: other,
    channel,
    pinned: true,
  })),
  '{who} sees that {other} unpinned a message in {channel}': see(({ other, channel }) => ({
    see: 'pinned',
    by: other,
    channel,
    pinned: false,
  })),
  '{who} missed {number} mentions in {channel}': see(({ number, channel }) => ({
    see: 'mentioned',
    count: Number(number),
    where: channel,
  })),
  '{who} missed {number} mention in {channel}': see(({ number, channel }) => ({
    see: 'mentioned',
    count: Number(number),
    where: channel,
  })),

  '{who} missed {number} mentions from {other}': see(({ number, other }) => ({
    see: 'mentioned',
    count: Number(number),
    where: other,
  })),

  'in {channel} {who} finds pinned {list}': async (stage, { who, channel, list }) => {
    demandSame(await stage.person(who).asks({ ask: 'pinned', channel }), textsOf(list))
  },
  'in {channel} {who} finds under {text} {list}': async (stage, { who, channel, text, list }) => {
    demandSame(await stage.person(who).asks({ ask: 'reactions', channel, text }), textsOf(list))
  },
  'in {channel} {who} has the level {value}': async (stage, { who, channel, value }) => {
    demandSame([await stage.person(who).asks({ ask: 'level', channel })], [levelOf(value)])
  },
}

function textsOf(list: string): readonly string[] {
  return list === 'nothing' ? [] : listed(list)
}

function levelOf(written: string): NotificationLevel {
  const level = notificationLevels.find((known) => known === written)
  if (level === undefined) throw new Error(`${written} is no level`)
  return level
}
