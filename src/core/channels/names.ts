/** What a channel's name may be: letters and digits of any script and most signs, without the leading `#` that people write. */
import { ChatError } from '../errors.ts'
import { textLength } from '../input.ts'

const longest = 50
/** No spaces, controls or invisible characters, no comma (it parts names on IRC), no quote (it groups words). */
const shape = /^[^\s\p{C}\p{Z},"]+$/u

/** The name without `#`, or refused as `bad-name`. */
export function demandValidChannelName(written: string): string {
  const name = bareChannelName(written)
  const problem = channelNameProblem(name)
  if (problem !== null) throw new ChatError('bad-name', { name: written, problem })
  return name
}

export function bareChannelName(written: string): string {
  return written.startsWith('#') ? written.slice(1) : written
}

/** What is wrong with a name that a channel would have, or `null`. */
export function channelNameProblem(name: string): string | null {
  if (name === '') return 'a channel needs a name'
  if (textLength(name) > longest) return `at most ${longest} characters`
  return shape.test(name) ? null : 'no spaces, commas, quotes or invisible characters'
}
