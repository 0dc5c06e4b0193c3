/** The real process: built, started, watched and ended by its own id, with a deadline on every wait. */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))))
const deadlineMs = 15_000

export interface Ended {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
  readonly stdout: string
  readonly stderr: string
}

/** `npm test` builds first; this is for a test run by itself. */
export function ensureBuilt(): void {
  spawnSync(process.execPath, [join(root, 'scripts', 'build.mjs')], { stdio: 'inherit' })
}

export function temporaryFolder(): { readonly path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'parlance-process-'))
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) }
}

/** A child whose output is kept and can be waited for. */
export class Running {
  readonly child: ChildProcess
  readonly ended: Promise<Ended>
  #stdout = ''
  #stderr = ''
  #over = false
  readonly #watchers = new Set<() => void>()

  constructor(child: ChildProcess) {
    this.child = child
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      this.#stdout += text
      this.#took()
    })
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.#stderr += text
      this.#took()
    })
    child.stdin?.on('error', () => undefined)
    this.ended = new Promise((resolve, reject) => {
      child.once('error', reject)
      child.once('close', (code, signal) => {
        this.#over = true
        resolve({ code, signal, stdout: this.#stdout, stderr: this.#stderr })
        this.#took()
      })
    })
  }

  get stdout(): string {
    return this.#stdout
  }

  /** Waits until standard output, from a place on, matches. */
  async prints(match: RegExp, from = 0, patience = deadlineMs): Promise<RegExpExecArray> {
    const looked = (): RegExpExecArray | null => match.exec(this.#stdout.slice(from))
    await this.#until(() => looked() !== null || this.#over, String(match), patience)
    const found = looked()
    if (found === null) throw new Error(`it ended without printing ${String(match)}:\n${this.#all()}`)
    return found
  }

  type(text: string): void {
    this.child.stdin?.write(text)
  }

  signal(signal: NodeJS.Signals): void {
    this.child.kill(signal)
  }

  /** How it ended; one that does not is cut off. */
  async end(): Promise<Ended> {
    await this.#until(() => this.#over, 'its end', deadlineMs).catch((error: unknown) => {
      this.child.kill('SIGKILL')
      throw error
    })
    return this.ended
  }

  /** For the end of a test: nothing is left behind. */
  async kill(): Promise<void> {
    if (!this.#over) this.child.kill('SIGKILL')
    await this.ended
  }

  #took(): void {
    for (const watcher of this.#watchers) watcher()
  }

  #until(done: () => boolean, what: string, patience: number): Promise<void> {
    return new Promise((resolve, reject) => {
      const look = (): void => {
        if (!done()) return
        clearTimeout(timer)
        this.#watchers.delete(look)
        resolve()
      }
      const timer = setTimeout(() => {
        this.#watchers.delete(look)
        reject(new Error(`waited in vain for ${what}:\n${this.#all()}`))
      }, patience)
      this.#watchers.add(look)
      look()
    })
  }

  #all(): string {
    return `${this.#stdout}\n${this.#stderr}`
  }
}

export interface RunOptions {
  readonly cwd?: string
  readonly stdin?: 'pipe' | 'ignore'
  readonly environment?: Readonly<Record<string, string>>
}

/** Runs `parlance` with these arguments. */
export function parlance(words: readonly string[], options: RunOptions = {}): Running {
  const main = join(options.cwd ?? root, 'dist', 'main.js')
  return run(process.execPath, [existsSync(main) ? main : join(root, 'dist', 'main.js'), ...words], options)
}

export function run(command: string, words: readonly string[], options: RunOptions = {}): Running {
  return new Running(
    spawn(command, words, {
      cwd: options.cwd ?? root,
      stdio: [options.stdin ?? 'ignore', 'pipe', 'pipe'],
      env: { ...process.env, NO_COLOR: '1', ...options.environment },
    }),
  )
}

/** Settings for tests: cheap passwords and limits that stand in nobody's way. */
export function settings(data: string, more: readonly string[] = []): string[] {
  const set = [
    `data=${data}`,
    'plain.port=0',
    'http.port=0',
    'irc.port=0',
    'irc.tls.port=null',
    'users.bcryptCost=4',
    'limits.commandBurst=100000',
    'limits.commandsPerSecond=100000',
    'limits.registrationsPerHour=100000',
    ...more,
  ]
  return set.flatMap((setting) => ['--set', setting])
}

/** Starts a server and waits until its doors are open. */
export async function startProcess(
  data: string,
  more: readonly string[] = [],
  options: RunOptions = {},
): Promise<{ server: Running; port: number }> {
  const server = parlance(['start', ...settings(data, more)], options)
  return { server, port: await plainPort(server) }
}

export async function plainPort(server: Running, patience = deadlineMs): Promise<number> {
  const found = await server.prints(/is ready[^]*?\n {2}plain +\S+:(\d+)/, 0, patience)
  return Number(found[1])
}
