/** What clamd's answer to INSTREAM means. Pure, and total: whatever it says is a verdict. */
import { printable } from '../../lib/printable.ts'

export type Verdict =
  | { readonly is: 'clean' }
  | { readonly is: 'infected'; readonly signature: string }
  /** `limit`: which of clamd's own, as its configuration calls it. */
  | { readonly is: 'too-large'; readonly limit: string }
  | { readonly is: 'failed'; readonly why: string }

const longestShown = 200

/** `answer`: one line, without its end. */
export function verdictOf(answer: string): Verdict {
  if (answer === 'stream: OK') return { is: 'clean' }
  const signature = /^stream: (.+) FOUND$/.exec(answer)?.[1]
  if (signature !== undefined) return found(shown(signature))
  if (/^INSTREAM size limit exceeded\b/.test(answer)) return { is: 'too-large', limit: 'StreamMaxLength' }
  return { is: 'failed', why: `clamd answered "${shown(answer)}"` }
}

/** With `AlertExceedsMax` clamd tells in this form that it did not look at all of it: nobody has found anything. */
function found(signature: string): Verdict {
  const limit = /^Heuristics\.Limits\.Exceeded(?:\.(\w+))?$/.exec(signature)
  if (limit === null) return { is: 'infected', signature }
  return { is: 'too-large', limit: limit[1] ?? 'MaxScanSize' }
}

function shown(text: string): string {
  return printable(text).slice(0, longestShown)
}
