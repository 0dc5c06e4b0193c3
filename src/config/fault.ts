/** A configuration that cannot be used: every fault found, each naming where it stands and what would be accepted. */

export interface Fault {
  /** `parlance.yaml:12`, `PARLANCE_PLAIN__PORT` or `--set`. */
  readonly where: string
  /** The option as people write it, or `null` when the fault is about no single one. */
  readonly option: string | null
  readonly problem: string
}

export class ConfigError extends Error {
  override readonly name = 'ConfigError'
  readonly faults: readonly Fault[]

  constructor(faults: readonly Fault[]) {
    super(faults.map(faultLine).join('\n'))
    this.faults = faults
  }
}

/** A fault on one line: `parlance.yaml:12: limits.messageLength: must be at most 4000`. */
export function faultLine(fault: Fault): string {
  return [fault.where, fault.option, fault.problem].filter((part) => part !== null).join(': ')
}
