/** What a user's name may be. Names are ASCII so that no two look alike in any script; a display name stands beside them. */
import { foldName } from '../../lib/fold.ts'
import { ChatError } from '../errors.ts'

const shape = /^[A-Za-z_[\]{}\\|^][A-Za-z0-9_\-[\]{}\\|^]*$/
const longest = 32

/** Names people would take for the server itself, or that clients treat as services. */
const reserved = new Set(
  [
    'server console operator operators admin administrator system parlance moderator owner everyone all here',
    'nickserv chanserv memoserv operserv hostserv botserv saslserv histserv global null undefined',
  ].flatMap((line) => line.split(' ')),
)

/** Begins the name of every guest, so that nobody registered can look like one. */
export const guestPrefix = 'guest-'

/** Refuses a name that cannot be registered, saying what is wrong with it. */
export function demandValidName(name: string, serverName: string): void {
  const problem = nameProblem(name, serverName)
  if (problem !== null) throw new ChatError('bad-name', { name, problem })
}

/** What is wrong with a name that somebody would register, or `null`. */
export function nameProblem(name: string, serverName: string): string | null {
  const problem = guestNameProblem(name, serverName)
  if (problem !== null || !foldName(name).startsWith(guestPrefix)) return problem
  return `names beginning with ${guestPrefix} are for guests`
}

/** The same of a name that a guest would go by. */
export function guestNameProblem(name: string, serverName: string): string | null {
  if (name === '') return 'a name is needed'
  if (name.length > longest) return `at most ${longest} characters`
  if (!shape.test(name)) {
    return 'letters a-z, digits and _ - [ ] { } \\ | ^ only, not beginning with a digit or -'
  }
  const folded = foldName(name)
  return reserved.has(folded) || folded === foldName(serverName) ? 'that name is reserved' : null
}
