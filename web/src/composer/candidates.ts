/** What the composer can offer for each kind of word. */
import type { EmojiBook } from '../emoji/emoji-book.ts'
import { shortNames } from '../emoji/short-names.ts'
import type { App } from '../state/app.ts'
import type { ChannelView } from '../state/channel-view.ts'
import type { CommandBook } from './command-book.ts'
import type { Candidate, CompletionKind } from './completion.ts'

export interface Sources {
  readonly view: ChannelView
  readonly app: App
  readonly emoji: EmojiBook
  readonly commands: CommandBook
}

export function candidatesOf(
  kind: CompletionKind,
  { view, app, emoji, commands }: Sources,
): readonly Candidate[] {
  switch (kind) {
    case 'person':
      return people(view)
    case 'channel':
      return channels(app)
    case 'emoji':
      return emojis(emoji)
    case 'command':
      return commands.known.value?.commandCandidates(view, app) ?? []
  }
}

/** Those who spoke last come first: they are the ones who are spoken to. */
function people({ members, messages, self }: ChannelView): readonly Candidate[] {
  const spoke = new Map(messages.value.slice(-200).map(({ author }, index) => [author.id, index]))
  return members.value
    .filter(({ user }) => user.id !== self.id)
    .toSorted((one, other) => (spoke.get(other.user.id) ?? -1) - (spoke.get(one.user.id) ?? -1))
    .map(({ user, displayName }) => ({
      name: user.name,
      text: `@${user.name}`,
      ...(displayName === null ? {} : { note: displayName, also: displayName }),
    }))
}

function channels({ channels }: App): readonly Candidate[] {
  return channels.value
    .filter(({ channel }) => channel.kind !== 'direct')
    .map(({ channel: { name, topic } }) => ({ name, text: `#${name}`, note: topic }))
}

function emojis({ all }: EmojiBook): readonly Candidate[] {
  const short = Object.entries(shortNames).map(([name, sign]) => ({ name, sign, text: sign }))
  const rest = all.value?.groups.flatMap(({ emoji }) => emoji) ?? []
  const known = new Set(Object.keys(shortNames))
  return [
    ...short,
    ...rest
      .filter(({ name }) => !known.has(name))
      .map(({ name, sign, words }) => ({ name, sign, text: sign, also: words })),
  ]
}
