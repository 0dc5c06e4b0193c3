/** Steps of talking: messages in channels and in private, and what is done to them afterwards. */
import { listed, type StepTable } from '../play/sentence.ts'
import { act, demandSame, orNull, see, seeNot } from './saying.ts'

export const talkingSteps: StepTable = {
  '{who} says {text}[ in {channel}]': act(({ text, channel }) => ({
    do: 'say',
    text,
    channel: orNull(channel),
  })),
  '{who} acts {text}[ in {channel}]': act(({ text, channel }) => ({
    do: 'act',
    text,
    channel: orNull(channel),
  })),
  '{who} writes {text} privately to {other}': act(({ text, other }) => ({
    do: 'write-privately',
    text,
    to: other,
  })),
  '{who} replies {text}': act(({ text }) => ({ do: 'reply', text })),
  '{who} edits the last message to {text}[ in {channel}]': act(({ text, channel }) => ({
    do: 'edit',
    text,
    channel: orNull(channel),
  })),
  '{who} deletes the last message[ in {channel}]': act(({ channel }) => ({
    do: 'delete',
    channel: orNull(channel),
  })),
  '{who} takes back the last private message to {other}': act(({ other }) => ({
    do: 'delete-private',
    to: other,
  })),

  '{who} sees {text}': see(({ text }) => ({ see: 'text', text })),
  '{who} does not see {text}': seeNot(({ text }) => ({ see: 'text', text })),
  '{who} sees {text} from {other} in {channel}': see(({ text, other, channel }) => ({
    see: 'message',
    from: other,
    channel,
    text,
  })),
  '{who} sees the action {text} from {other} in {channel}': see(({ text, other, channel }) => ({
    see: 'action',
    from: other,
    channel,
    text,
  })),
  '{who} sees {text} privately from {other}': see(({ text, other }) => ({
    see: 'private',
    from: other,
    text,
  })),
  '{who} sees {text} privately sent to {other}': see(({ text, other }) => ({
    see: 'own-private',
    to: other,
    text,
  })),
  '{who} sees the reply {text} from {other} to {more}': see(({ text, other, more }) => ({
    see: 'private-reply',
    from: other,
    text,
    original: more,
  })),
  '{who} sees the edit {text} from {other} in {channel}': see(({ text, other, channel }) => ({
    see: 'edited',
    from: other,
    channel,
    text,
  })),
  '{who} sees that {other} deleted a message in {channel}': see(({ other, channel }) => ({
    see: 'deleted',
    by: other,
    channel,
  })),
  '{who} sees that {other} took back a private message': see(({ other }) => ({
    see: 'deleted-private',
    by: other,
  })),
  '{who} sees in this order, from {other} in {channel}: {list}': async (
    stage,
    { who, other, channel, list },
  ) => {
    const person = stage.person(who)
    for (const text of listed(list)) await person.sees({ see: 'message', from: other, channel, text })
    const places = listed(list).map((text) => person.lastLines().findLastIndex((line) => line.endsWith(text)))
    demandSame(places.map(String), [...places].sort((one, next) => one - next).map(String))
  },

  '{who} missed {number} messages in {channel}': see(({ number, channel }) => ({
    see: 'missed',
    count: Number(number),
    where: channel,
  })),
  '{who} missed {number} message in {channel}': see(({ channel }) => ({
    see: 'missed',
    count: 1,
    where: channel,
  })),
  '{who} missed {number} messages from {other}': see(({ number, other }) => ({
    see: 'missed',
    count: Number(number),
    where: other,
  })),
  '{who} missed {number} message from {other}': see(({ other }) => ({
    see: 'missed',
    count: 1,
    where: other,
  })),
  '{who} missed nothing': seeNot(() => ({ see: 'missed-anything' })),

  'in the history of {channel} {who} finds {list}': async (stage, { who, channel, list }) => {
    demandSame(await stage.person(who).asks({ ask: 'history', channel, count: null }), textsOf(list))
  },
  'in the last {number} messages of {channel} {who} finds {list}': async (stage, given) => {
    const { who, channel, number, list } = given
    demandSame(
      await stage.person(who).asks({ ask: 'history', channel, count: Number(number) }),
      textsOf(list),
    )
  },
  '{who} tries the history of {channel}': async (stage, { who, channel }) => {
    await stage.person(who).asks({ ask: 'history', channel, count: null })
  },
  '{who} searches for {text} and finds {list}': async (stage, { who, text, list }) => {
    demandSame(await stage.person(who).asks({ ask: 'search', words: text }), textsOf(list))
  },
}

function textsOf(list: string): readonly string[] {
  return list === 'nothing' ? [] : listed(list)
}
