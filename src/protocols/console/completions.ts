/** What the Tab key offers: names of commands, at the beginning of the line and after `/help`. Pure. */
import { verbs } from './verbs.ts'

/** In the form that readline asks for. */
export function completions(line: string): [string[], string] {
  const typed = /^(\/?|\/?help +\/?)([a-z]*)$/i.exec(line)
  if (typed === null) return [[], line]
  const [, before = '', begun = ''] = typed
  const names = Object.keys(verbs).filter((name) => name.startsWith(begun.toLowerCase()))
  const lead = before === '' ? '/' : before
  return [names.map((name) => `${lead}${name} `), line]
}
