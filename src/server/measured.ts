/** Counts what commands answer, at the one place that all of them pass. */
import type { Core } from '../core/run.ts'

/** `ok`, or the code of the refusal. */
type Result = string

export class CommandCounts {
  readonly #counts = new Map<string, Map<Result, number>>()

  add(command: string, result: Result): void {
    const results = this.#counts.get(command)
    if (results === undefined) this.#counts.set(command, new Map([[result, 1]]))
    else results.set(result, (results.get(result) ?? 0) + 1)
  }

  *read(): Generator<{ readonly command: string; readonly result: Result; readonly count: number }> {
    for (const [command, results] of this.#counts)
      for (const [result, count] of results) yield { command, result, count }
  }
}

/** The same core; every outcome is counted on its way out. */
export function measured(core: Core, counts: CommandCounts): Core {
  return {
    async run(actor, command, input) {
      const outcome = await core.run(actor, command, input)
      counts.add(command.name, outcome.ok ? 'ok' : outcome.fault.code)
      return outcome
    },
  }
}
