/** How long a database server may take, whatever kind it is. */

export const deadlines = {
  connectMs: 5000,
  /** The server ends a statement by itself before this side gives it up. */
  statementMs: 30_000,
  giveUpMs: 35_000,
  /** Locks are waited for so long, and a transaction whose node says nothing any more holds its own so long. */
  lockMs: 15_000,
  silentMs: 10_000,
  /** A connection that nobody needs is closed after so long. */
  idleMs: 60_000,
  patientIdleMs: 1000,
} as const

/** Requests that may wait for a connection; past it they are refused with `busy`. */
export const mostWaiting = 50_000
