/** How a sub-command ends badly: one line on stderr and an exit code. */

export class Failure extends Error {
  override readonly name = 'Failure'
  readonly exitCode: number

  constructor(message: string, exitCode = 1) {
    super(message)
    this.exitCode = exitCode
  }
}

/** Exit code of options and values that cannot be used. */
export const badUsage = 2

/** What went wrong, in the one line that people are shown. */
export function failureLine(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error)
  return message
    .split(/\s*\n\s*/)
    .join(' ')
    .trim()
}
