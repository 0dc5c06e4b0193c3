/** What crosses the border between the main thread and a database thread. Everything here is structured-cloneable. */
import type { Fault } from '../../../core/errors.ts'
import type { ProcedureName } from '../../procedures.ts'
import type { ScriptName } from './scripts.ts'

export type SqlValue = string | number | bigint | null | Uint8Array

/** `writer` owns every change, `reader` sees its results, `looker` leaves even a foreign file untouched. */
export type ThreadRole = 'writer' | 'reader' | 'looker'

export interface ThreadSettings {
  readonly file: string
  readonly role: ThreadRole
}

export type Work =
  /** One statement, on its own or inside the open transaction. */
  | { readonly kind: 'query'; readonly sql: string; readonly parameters: readonly SqlValue[] }
  /** One that is asked often: its text crosses until it has been answered once, and so do its columns; then its number stands for it. */
  | {
      readonly kind: 'prepared'
      readonly number: number
      readonly sql: string | null
      readonly parameters: readonly SqlValue[]
    }
  /** A precompiled script: all its statements or none. */
  | {
      readonly kind: 'script'
      readonly name: ScriptName
      readonly parameters: readonly SqlValue[]
      /** For scripts that do something several times: what differs. */
      readonly each?: readonly (readonly SqlValue[])[]
    }
  /** Of `procedures.ts`: all of it or nothing. */
  | { readonly kind: 'procedure'; readonly name: ProcedureName; readonly given: readonly unknown[] }
  | { readonly kind: 'transaction'; readonly verb: 'begin' | 'commit' | 'rollback' }
  /** A consistent copy of the whole database in a new file. */
  | { readonly kind: 'copy'; readonly file: string }
  | { readonly kind: 'close' }

export type Request = Work & { readonly id: number }

export interface Rows {
  /** Left out where both sides know them, as for scripts. */
  readonly columns?: readonly string[]
  readonly rows: readonly (readonly SqlValue[])[]
  readonly changes: number
  /** What a procedure came to. */
  readonly result?: unknown
}

export interface WorkerFault {
  readonly code: string
  readonly message: string
  /** Where a procedure refused it, and not the database. */
  readonly refusal?: Fault
}

export type Answer = { readonly id: number } & ({ readonly done: Rows } | { readonly fault: WorkerFault })

export type FromThread =
  { readonly ready: true } | { readonly failed: WorkerFault } | { readonly answers: readonly Answer[] }
