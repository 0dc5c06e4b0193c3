/** Every sign with its names, by group: large, so it is loaded only when somebody looks for one. */
import groups from 'unicode-emoji-json/data-by-group.json'
import { shortNames } from './short-names.ts'

export interface Emoji {
  readonly sign: string
  /** As it is written between colons. */
  readonly name: string
  /** What else it is found by. */
  readonly words: string
}

export interface EmojiGroup {
  readonly slug: string
  readonly emoji: readonly Emoji[]
}

export interface AllEmoji {
  readonly groups: readonly EmojiGroup[]
  readonly byName: ReadonlyMap<string, string>
}

export function createAllEmoji(): AllEmoji {
  const shortOf = new Map<string, string[]>()
  for (const [short, sign] of Object.entries(shortNames))
    shortOf.set(sign, [...(shortOf.get(sign) ?? []), short])
  const listed = groups.map(({ slug, emojis }) => ({
    slug,
    emoji: emojis.map(({ emoji: sign, slug: name, name: words }) => ({
      sign,
      name,
      words: [words, ...(shortOf.get(sign) ?? [])].join(' '),
    })),
  }))
  const names = listed.flatMap(({ emoji }) => emoji.map(({ name, sign }) => [name, sign] as const))
  return { groups: listed, byName: new Map(names) }
}
