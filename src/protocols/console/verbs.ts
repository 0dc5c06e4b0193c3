/** The table from verb to what it does. A command of the console is one row in one of the tables by noun. */
import type { Verb, VerbTable } from './verb.ts'
import { helpVerb } from './verbs/help.ts'
import { killVerb } from './verbs/kill.ts'
import { sanctionVerbs } from './verbs/sanctions.ts'
import { serverVerbs } from './verbs/server.ts'
import { userVerbs } from './verbs/users.ts'

export const verbs: VerbTable = {
  ...sanctionVerbs,
  ...userVerbs,
  ...serverVerbs,
  kill: killVerb,
  help: helpVerb(() => verbs),
  quit: {
    usage: '/quit',
    summary: 'Closes this prompt; the server goes on (/kill ends it).',
    arguments: {},
    run: () => Promise.resolve({ ok: true, result: { text: 'the server goes on', value: null } }),
  },
}

export function findVerb(name: string): Verb | null {
  return (Object.hasOwn(verbs, name) ? verbs[name] : undefined) ?? null
}

/** A verb that was probably meant. */
export function likeVerb(name: string): string | null {
  const known = Object.keys(verbs)
  const begun = known.find((verb) => name.length > 1 && verb.startsWith(name))
  if (begun !== undefined) return begun
  const near = known
    .map((verb) => ({ verb, far: distance(name, verb) }))
    .sort((one, other) => one.far - other.far)[0]
  return near !== undefined && near.far <= Math.max(1, Math.floor(near.verb.length / 3)) ? near.verb : null
}

/** How many letters must be added, taken away, changed or swapped with their neighbour; far apart counts as `Infinity`. */
function distance(one: string, other: string): number {
  if (Math.abs(one.length - other.length) > 2) return Infinity
  let before: number[] = []
  let row = Array.from({ length: other.length + 1 }, (_, index) => index)
  for (let at = 1; at <= one.length; at++) {
    const next = [at]
    for (let to = 1; to <= other.length; to++) {
      const same = one[at - 1] === other[to - 1] ? 0 : 1
      const change = Math.min((row[to] ?? 0) + 1, (next[to - 1] ?? 0) + 1, (row[to - 1] ?? 0) + same)
      const swapped = at > 1 && to > 1 && one[at - 1] === other[to - 2] && one[at - 2] === other[to - 1]
      next.push(swapped ? Math.min(change, (before[to - 2] ?? 0) + 1) : change)
    }
    before = row
    row = next
  }
  return row[other.length] ?? Infinity
}
