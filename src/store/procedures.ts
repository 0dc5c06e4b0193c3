/**
 * The transactions that come and go with people, by name. Each does nothing but ask the database, so one that runs in a
 * thread of its own is told the name instead of each statement.
 */
import { createChannel } from './channels/create.ts'
import { join } from './memberships/join.ts'
import { leave } from './memberships/leave.ts'
import type { Transaction } from './transaction.ts'
import { createUser } from './users/create.ts'
import { removeGuest } from './users/guests.ts'

/** What goes in and comes out may cross between threads: plain values only. */
export const procedures = {
  'channel.create': createChannel,
  'membership.join': join,
  'membership.leave': leave,
  'user.create': createUser,
  'user.remove-guest': removeGuest,
} as const

export type ProcedureName = keyof typeof procedures

type Procedure<Given extends readonly unknown[], Result> = (
  transaction: Transaction,
  ...given: Given
) => Promise<Result>

export type Given<Name extends ProcedureName> =
  (typeof procedures)[Name] extends Procedure<infer All, unknown> ? All : never

export type Result<Name extends ProcedureName> = Awaited<ReturnType<(typeof procedures)[Name]>>

/** All of it or nothing. */
export type RunProcedure = <Name extends ProcedureName>(
  name: Name,
  ...given: Given<Name>
) => Promise<Result<Name>>

/** Inside a transaction that has begun. */
export function runProcedure<Name extends ProcedureName>(
  transaction: Transaction,
  name: Name,
  given: Given<Name>,
): Promise<Result<Name>> {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a name and what is given belong together, which the compiler cannot follow
  const procedure = procedures[name] as unknown as Procedure<Given<Name>, Result<Name>>
  return procedure(transaction, ...given)
}
