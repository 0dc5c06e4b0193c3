/** What the core asks of a database about sanctions and the audit log. */
import type { AuditEntry, Report, ReportId, Sanction, SanctionKind, UserId } from '../types.ts'

export interface SanctionStore {
  add(sanction: Sanction): Promise<void>
  /** Ends the running ones of these kinds; answers how many. */
  liftUser(user: UserId, kinds: readonly SanctionKind[], lifted: { by: string; at: number }): Promise<number>
  liftNetwork(network: string, lifted: { by: string; at: number }): Promise<number>
  /** Running ones of a user, newest first. */
  ofUser(user: UserId, now: number): Promise<readonly Sanction[]>
  /** A running sanction of this kind on a network this address is in (IPv4, IPv6 or mapped IPv4 text). */
  coveringAddress(address: string, kind: SanctionKind, now: number): Promise<Sanction | null>
  /** Every running one, newest first. */
  active(now: number): Promise<readonly Sanction[]>
}

/** Append-only: there is no way to change or remove an entry from any door. */
export interface AuditStore {
  append(entry: AuditEntry): Promise<void>
  /** Newest first. */
  list(limit: number): Promise<readonly AuditEntry[]>
}

export interface ReportStore {
  /** Whether it is new: each user reports a message once. */
  add(report: Report): Promise<boolean>
  /** Newest first. `open`: only those that nobody has seen to. */
  list(asked: { readonly open: boolean; readonly limit: number }): Promise<readonly Report[]>
  /** The report as it is then; `null` when there is none, or somebody has seen to it before. */
  settle(id: ReportId, settled: { readonly by: string; readonly at: number }): Promise<Report | null>
}
