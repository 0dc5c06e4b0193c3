/** What the step tables share: deeds and facts made from a sentence. */
import type { Deed } from '../doors/deeds.ts'
import type { Fact } from '../doors/facts.ts'
import type { Given, Play } from '../play/sentence.ts'

/** The person does something; a refusal fails the scene unless it was only tried. */
export function act(deed: (given: Given) => Deed): Play {
  return (stage, given) => stage.perform(given.who, deed(given), given)
}

/** The person notices something, now or soon. */
export function see(fact: (given: Given) => Fact): Play {
  return (stage, given) => stage.person(given.who).sees(fact(given))
}

/** After a round trip of their own, the person has not noticed it. */
export function seeNot(fact: (given: Given) => Fact): Play {
  return async (stage, given) => {
    const wrong = fact(given)
    if (await stage.person(given.who).hasSeen(wrong))
      throw new Error(`${given.who} saw it: ${JSON.stringify(wrong)}`)
  }
}

export function orNull(text: string): string | null {
  return text === '' ? null : text
}

/** Of `for 5 minutes` and the like; `null` when the sentence does not say. */
export function secondsOf({ number, unit }: Given): number | null {
  return number === '' ? null : milliseconds(Number(number), unit) / 1000
}

export function milliseconds(number: number, unit: string): number {
  return number * (units[unit.replace(/s$/, '')] ?? 1000)
}

const units: Readonly<Record<string, number>> = {
  millisecond: 1,
  second: 1000,
  minute: 60_000,
  hour: 3_600_000,
  day: 86_400_000,
}

/** Compares what was found with what the scene says. */
export function demandSame(found: readonly string[], expected: readonly string[]): void {
  if (JSON.stringify(found) !== JSON.stringify(expected))
    throw new Error(`found ${JSON.stringify(found)} instead of ${JSON.stringify(expected)}`)
}
