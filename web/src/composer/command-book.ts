/** The commands, which come when somebody begins to write one. */
import { signal, type ReadonlySignal } from '@preact/signals'
import type { commandCandidates, runCommand } from './command-run.ts'

interface Commands {
  readonly runCommand: typeof runCommand
  readonly commandCandidates: typeof commandCandidates
}

export interface CommandBook {
  /** Null until `load` is through. */
  readonly known: ReadonlySignal<Commands | null>
  /** May be called often. Null: it failed (no connection), and the next call tries again. */
  load(): Promise<Commands | null>
}

export function createCommandBook(): CommandBook {
  const known = signal<Commands | null>(null)
  return {
    known,
    async load() {
      known.value ??= await import('./command-run.ts').catch(() => null)
      return known.value
    },
  }
}
