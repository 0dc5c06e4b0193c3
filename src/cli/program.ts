/** The command line: which sub-commands there are, and how each way of ending becomes an exit code. */
import { Command, CommanderError } from 'commander'
import { version } from '../lib/version.ts'
import { adminCommand } from './admin.ts'
import { backupCommand } from './backup.ts'
import { checkConfigCommand } from './check-config.ts'
import { exportCommand } from './export.ts'
import { badUsage, Failure, failureLine } from './failure.ts'
import { importCommand } from './import.ts'
import { migrateDatabaseCommand } from './migrate-database.ts'
import { restoreCommand } from './restore.ts'
import { startCommand } from './start.ts'

/** Runs one command line; answers the exit code, having said on stderr what went wrong. */
export async function runCommandLine(words: readonly string[]): Promise<number> {
  try {
    await createProgram().parseAsync(words, { from: 'user' })
    return Number(process.exitCode ?? 0)
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : badUsage
    // A faulty configuration is the one failure of several lines: a line for each fault.
    process.stderr.write(`${error instanceof Failure ? error.message : `parlance: ${failureLine(error)}`}\n`)
    return error instanceof Failure ? error.exitCode : 1
  }
}

function createProgram(): Command {
  const program = new Command('parlance')
    .description('A self-hosted chat server: one chat, every way of speaking.')
    .version(version)
    .showSuggestionAfterError(true)
  const copying = [
    backupCommand(),
    restoreCommand(),
    exportCommand(),
    importCommand(),
    migrateDatabaseCommand(),
  ]
  const commands = [startCommand(), adminCommand(), checkConfigCommand(), ...copying]
  for (const command of commands) program.addCommand(command)
  for (const command of [program, ...commands]) inOneLine(command)
  return program
}

/** What the library says about bad usage is brought onto one line, and does not end the process by itself. */
function inOneLine(command: Command): void {
  command.exitOverride().configureOutput({
    outputError: (text, write) => write(`parlance: ${failureLine(text).replace(/^error: /, '')}\n`),
  })
}
