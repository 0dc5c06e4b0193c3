/** Which commands let somebody in, and by what: a new way is a row here. */
import { signInByToken } from '../core/tokens/sign-in.ts'
import { signInByPermit } from '../core/uploads/permit.ts'
import { enterAsGuest } from '../core/users/enter-as-guest.ts'
import { beginScram, finishScram, finishScramSwitch } from '../core/users/scram.ts'
import { signIn, signInByCertificate, switchUser } from '../core/users/sign-in.ts'
import type { CommandCounts } from './measured.ts'

type Way = 'password' | 'certificate' | 'scram' | 'token' | 'guest'

const ways: ReadonlyMap<string, Way> = new Map([
  [signIn.name, 'password'],
  [switchUser.name, 'password'],
  [signInByCertificate.name, 'certificate'],
  [beginScram.name, 'scram'],
  [finishScram.name, 'scram'],
  [finishScramSwitch.name, 'scram'],
  [signInByToken.name, 'token'],
  [signInByPermit.name, 'token'],
  [enterAsGuest.name, 'guest'],
])

/** By way: how many came in and how many were refused, every way from the beginning. */
export function countSignIns(counts: CommandCounts): ReadonlyMap<Way, { ok: number; refused: number }> {
  const found = new Map([...ways.values()].map((way) => [way, { ok: 0, refused: 0 }]))
  for (const { command, result, count } of counts.read()) {
    const way = ways.get(command)
    const of = way === undefined ? undefined : found.get(way)
    if (of === undefined) continue
    if (result !== 'ok') of.refused += count
    // With its first step nobody is in yet.
    else if (command !== beginScram.name) of.ok += count
  }
  return found
}
