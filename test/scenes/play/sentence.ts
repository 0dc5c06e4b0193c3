/** Turns a row of the step table, such as `{who} joins {channel}`, into something that recognises sentences. */
import type { Stage } from './stage.ts'

/** What a sentence may hold, by name. */
const slots = {
  who: String.raw`(?!operator )[A-Za-z_^|[\]{}\\][\w\-^|[\]{}\\]*(?:'s [a-z]+)?`,
  user: String.raw`[A-Za-z_^|[\]{}\\][\w\-^|[\]{}\\]*`,
  other: String.raw`[A-Za-z_^|[\]{}\\][\w\-^|[\]{}\\]*`,
  channel: String.raw`#[^\s,]+`,
  address: String.raw`[0-9a-fA-F.:/]+`,
  text: String.raw`"(?:[^"\\]|\\.)*"(?: × \d+)?|${'`'}[^${'`'}]*${'`'}`,
  more: String.raw`"(?:[^"\\]|\\.)*"(?: × \d+)?|${'`'}[^${'`'}]*${'`'}`,
  reason: String.raw`"(?:[^"\\]|\\.)*"`,
  date: String.raw`\d{4}-\d\d-\d\d \d\d:\d\d`,
  number: String.raw`\d+`,
  unit: 'milliseconds?|seconds?|minutes?|hours?|days?',
  role: 'owner|admin|moderator|halfop|voice|member',
  code: '[a-z]+(?:-[a-z]+)*',
  setting: '[a-z-]+',
  value: String.raw`\S+`,
  bytes: '[0-9a-f]{2}(?: [0-9a-f]{2})*',
  list: '.+',
} as const

export type Slot = keyof typeof slots
/** Empty for what the sentence leaves out; quoted texts without their quotes. */
export type Given = Readonly<Record<Slot, string>> & {
  /** The sentence says `tries to`: a refusal is part of the play. */
  readonly tries: boolean
}
export type Play = (stage: Stage, given: Given) => Promise<void>
/** Sentence → what happens. Square brackets hold what may be left out. */
export type StepTable = Readonly<Record<string, Play>>

export interface Sentence {
  readonly template: string
  readonly play: Play
  read(text: string): Given | null
}

export function sentencesOf(table: StepTable): readonly Sentence[] {
  return Object.entries(table).map(([template, play]) => {
    const pattern = patternOf(template)
    return { template, play, read: (text) => readSentence(pattern, text) }
  })
}

function patternOf(template: string): RegExp {
  const source = template
    .replace(/[.*+?^$()|\\]/g, String.raw`\$&`)
    .replaceAll('[', '(?:')
    .replaceAll(']', ')?')
    .replace(/\{(\w+)\}/g, (_, name: Slot) => `(?<${name}>${slots[name]})`)
  return new RegExp(`^${source}$`, 'u')
}

function readSentence(pattern: RegExp, text: string): Given | null {
  const { words, tries } = plainSentence(text)
  const matched = pattern.exec(words)
  if (matched === null) return null
  const found = matched.groups ?? {}
  const given = Object.keys(slots).map((slot) => {
    const written = found[slot] ?? ''
    return [slot, slot === 'list' ? written : unquoted(written)]
  })
  return { ...(Object.fromEntries(given) as Record<Slot, string>), tries }
}

/** `john tries to join #dev` is read as `john joins #dev`. */
function plainSentence(text: string): { words: string; tries: boolean } {
  const found = /^(\S+(?:'s [a-z]+)?) tries to (\w+)(.*)$/.exec(text)
  if (found === null) return { words: text, tries: false }
  const [, who = '', verb = '', rest = ''] = found
  return { words: `${who} ${thirdPerson(verb)}${rest}`, tries: true }
}

function thirdPerson(verb: string): string {
  if (/[^aeiou]y$/.test(verb)) return `${verb.slice(0, -1)}ies`
  return /(?:s|sh|ch|x|o)$/.test(verb) ? `${verb}es` : `${verb}s`
}

/** `"text" × 3` is the text three times; between back quotes it is meant as it stands. */
export function unquoted(written: string): string {
  if (written.startsWith('`')) return written.slice(1, -1)
  if (!written.startsWith('"')) return written
  const [, quoted = '""', times = '1'] = /^("(?:[^"\\]|\\.)*")(?: × (\d+))?$/u.exec(written) ?? []
  return (JSON.parse(quoted) as string).repeat(Number(times))
}

/** `"a", "b"` or `john, mary`. */
export function listed(list: string): readonly string[] {
  const quoted = list.match(/"(?:[^"\\]|\\.)*"/g)
  return quoted === null ? list.split(/, | and /) : quoted.map(unquoted)
}
