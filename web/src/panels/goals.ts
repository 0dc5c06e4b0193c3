/** What the quick switcher offers for what was written: one's channels and people, best match first. Pure. */

export interface Goal {
  readonly key: string
  /** As it is shown: `#general`, `ada`. */
  readonly title: string
  readonly path: string
  readonly unread: number
  readonly mentions: number
}

const most = 12

/** Nothing written: what is unread first. Else those whose title begins so, then those that hold it, then those that hold its letters. */
export function matchGoals(goals: readonly Goal[], written: string): readonly Goal[] {
  const wanted = written.trim().toLowerCase().replace(/^[#@]/, '')
  if (wanted === '')
    return goals
      .toSorted(
        (one, other) => other.mentions - one.mentions || Number(other.unread > 0) - Number(one.unread > 0),
      )
      .slice(0, most)
  return goals
    .map((goal) => ({ goal, score: scoreOf(goal.title.toLowerCase().replace(/^#/, ''), wanted) }))
    .filter(({ score }) => score > 0)
    .toSorted((one, other) => other.score - one.score || one.goal.title.length - other.goal.title.length)
    .slice(0, most)
    .map(({ goal }) => goal)
}

function scoreOf(title: string, wanted: string): number {
  if (title === wanted) return 4
  if (title.startsWith(wanted)) return 3
  if (title.includes(wanted)) return 2
  return holdsLetters(title, wanted) ? 1 : 0
}

function holdsLetters(title: string, wanted: string): boolean {
  let at = 0
  for (const letter of wanted) {
    at = title.indexOf(letter, at)
    if (at === -1) return false
    at += letter.length
  }
  return true
}
