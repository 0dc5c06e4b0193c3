/** Runs the program as a shell does: the real entry, its own process, its two outputs and its exit code. */
import { spawn, type ChildProcess } from 'node:child_process'
import { join } from 'node:path'

export const entry = join(import.meta.dirname, '../../src/main.ts')

export interface Ended {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

export interface RunOptions {
  readonly folder: string
  readonly environment?: Readonly<Record<string, string>>
  /** What is piped in; nothing when left out. */
  readonly input?: string
}

/** The environment of the tests without anything that would configure the server. */
function cleanEnvironment(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('PARLANCE_')))
}

export function startProcess(
  words: readonly string[],
  { folder, environment = {} }: RunOptions,
): ChildProcess {
  return spawn(process.execPath, [entry, ...words], {
    cwd: folder,
    env: { ...cleanEnvironment(), ...environment },
  })
}

export async function runProcess(words: readonly string[], options: RunOptions): Promise<Ended> {
  const child = startProcess(words, options)
  const output = { out: '', err: '' }
  child.stdout?.on('data', (chunk) => (output.out += String(chunk)))
  child.stderr?.on('data', (chunk) => (output.err += String(chunk)))
  child.stdin?.end(options.input ?? '')
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve))
  return { code, ...output }
}
