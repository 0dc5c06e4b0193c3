/** What a client of the API asks to look something up, and how the answer is read. */
import { minuteText } from '../../../src/lib/time-text.ts'
import type { WireMessage, WireProfile } from '../../../src/protocols/api/wire.ts'
import type { ApiHand } from './api-deeds.ts'
import type { Answer, Question, QuestionName } from './questions.ts'

type Asking = { readonly [Q in QuestionName]: (question: Question<Q>, hand: ApiHand) => Promise<Answer<Q>> }

export const apiAnswers: Asking = {
  history: async ({ channel, count }, hand) => {
    const page = await hand.calls('message.read-history', { channel, limit: count ?? 100 })
    return page?.messages.flatMap(shown) ?? []
  },
  search: async ({ words }, hand) => {
    const answer = await hand.calls('message.search', { text: words })
    return answer?.found.flatMap(({ message }) => shown(message)) ?? []
  },
  channels: async (_, hand) => {
    const answer = await hand.calls('channel.list', {})
    return answer?.channels.map(({ name }) => `#${name}`) ?? []
  },
  members: async ({ channel }, hand) => {
    const answer = await hand.calls('channel.list-members', { channel })
    return answer?.members.map(({ user, role }) => ({ name: user.name, role })) ?? []
  },
  online: async (_, hand) => {
    const answer = await hand.calls('presence.who-is-online', {})
    return answer?.users.map(({ name }) => name) ?? []
  },
  whois: async ({ user }, hand) => {
    const profile = await hand.calls('user.show', { name: user })
    return profile === null ? '' : profileText(profile)
  },
  topic: async ({ channel }, hand) => {
    const answer = await hand.calls('channel.show', { channel })
    return answer?.channel.topic ?? ''
  },
  pinned: async ({ channel }, hand) => {
    const answer = await hand.calls('message.list-pinned', { channel })
    return answer?.messages.map(({ text }) => text) ?? []
  },
  reactions: async ({ channel, text }, hand) => {
    const page = await hand.calls('message.read-history', { channel, limit: 100 })
    const found = page?.messages.findLast((message) => message.text === text)
    return (
      found?.reactions.map(
        ({ reaction, users }) => `${reaction} ${users.map(({ name }) => name).join(' ')}`,
      ) ?? []
    )
  },
  level: async ({ channel }, hand) => {
    const answer = await hand.calls('channel.show', { channel })
    return answer?.membership?.level ?? 'no level'
  },
  tokens: async (_, hand) => {
    const answer = await hand.calls('token.list', {})
    return answer?.tokens.map(({ name }) => name) ?? []
  },
  'new-token': async ({ name }, hand) => {
    const answer = await hand.calls('token.create', { name })
    return answer?.secret ?? ''
  },
}

function shown({ kind, text, editedAt, deletedAt }: WireMessage): readonly string[] {
  if (kind === 'topic' || deletedAt !== null) return []
  return [editedAt === null ? text : `${text} (edited)`]
}

function profileText(profile: WireProfile): string {
  const { account, displayName, awayText, channels, lastAddress, online, lastSeenAt } = profile
  return [
    online ? 'online' : `last seen ${minuteText(lastSeenAt)} UTC`,
    `as ${account ?? 'nobody'}`,
    displayName ?? '',
    awayText ?? '',
    ...channels.map((name) => `#${name}`),
    lastAddress ?? '',
  ].join('\n')
}
