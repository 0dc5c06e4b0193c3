/** Which signs the picker shows: those used last and all by group, or those that go by what was typed. Pure. */
import type { AllEmoji, Emoji } from './all-emoji.ts'

export interface ShownGroup {
  readonly slug:
    | 'recent'
    | 'found'
    | 'smileys_emotion'
    | 'people_body'
    | 'animals_nature'
    | 'food_drink'
    | 'travel_places'
    | 'activities'
    | 'objects'
    | 'symbols'
    | 'flags'
  readonly emoji: readonly Emoji[]
}

const slugs = [
  'smileys_emotion',
  'people_body',
  'animals_nature',
  'food_drink',
  'travel_places',
  'activities',
  'objects',
  'symbols',
  'flags',
] as const
const mostFound = 64

export function findEmoji(
  all: AllEmoji | null,
  recent: readonly string[],
  typed: string,
): readonly ShownGroup[] {
  const wanted = typed
    .trim()
    .toLowerCase()
    .replaceAll(':', '')
    .split(/[\s_]+/)
    .filter((word) => word !== '')
  const every = all?.groups.flatMap(({ emoji }) => emoji) ?? []
  if (wanted.length === 0) {
    const named = new Map(every.map((one) => [one.sign, one]))
    const used = recent.map((sign) => named.get(sign) ?? { sign, name: sign, words: '' })
    const groups = slugs.map((slug) => ({
      slug,
      emoji: all?.groups.find((group) => group.slug === slug)?.emoji ?? [],
    }))
    return [{ slug: 'recent' as const, emoji: used }, ...groups].filter(({ emoji }) => emoji.length > 0)
  }
  const found = every
    .map((emoji) => ({ emoji, score: scoreOf(emoji, wanted) }))
    .filter(({ score }) => score < Infinity)
    .sort((one, other) => one.score - other.score)
    .slice(0, mostFound)
    .map(({ emoji }) => emoji)
  return found.length === 0 ? [] : [{ slug: 'found', emoji: found }]
}

/** Every word has to begin one of the sign's; the shorter the name that does it, the nearer. */
function scoreOf({ name, words }: Emoji, wanted: readonly string[]): number {
  const known = `${words.toLowerCase()} ${name}`.split(/[\s_:-]+/)
  if (!wanted.every((word) => known.some((one) => one.startsWith(word)))) return Infinity
  const isWhole = wanted.every((word) => known.includes(word))
  return (isWhole ? 0 : 100) + Math.min(name.length, 99)
}
