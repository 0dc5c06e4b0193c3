/**
 * Runs programs on what somebody brought: never through a shell, without the environment of the server (which may hold its
 * secrets), and ended when one takes too long, too much or says too much.
 */
import { spawn } from 'node:child_process'
import type { Programs } from './programs.ts'

export interface Run {
  readonly program: string | null
  readonly words: readonly string[]
  readonly seconds: number
  /** Bytes of its answer; more, and it is ended. */
  readonly most: number
}

/** Of address space: enough for the largest frame that is taken. */
const memory = 1_500_000_000

export class Tools {
  readonly programs: Programs
  readonly #until: number

  /** `seconds`: for everything that is run, together. */
  constructor(programs: Programs, seconds: number) {
    this.programs = programs
    this.#until = performance.now() + seconds * 1000
  }

  /** What it answers. Rejects when it is not there, fails, or has to be ended. */
  async answer(run: Run): Promise<Buffer> {
    const parts: Buffer[] = []
    await this.run(run, (part) => parts.push(part))
    return Buffer.concat(parts)
  }

  /** Hands over what it answers as it comes. */
  async run({ program, words, seconds, most }: Run, take: (part: Buffer) => void): Promise<void> {
    const left = Math.min(seconds * 1000, Math.floor(this.#until - performance.now()))
    if (program === null || left <= 0) throw new Error('there is no program, or no time, for it')
    const [command = program, ...rest] = [...this.#limits(seconds), program, ...words]
    const child = spawn(command, rest, {
      cwd: '/',
      env: { LC_ALL: 'C' },
      stdio: ['ignore', 'pipe', 'ignore'],
      timeout: left,
      killSignal: 'SIGKILL',
    })
    const end = () => void child.kill('SIGKILL')
    process.once('exit', end)
    let bytes = 0
    child.stdout.on('data', (part: Buffer) => {
      bytes += part.length
      if (bytes > most) end()
      else take(part)
    })
    const closed = new Promise<number | null>((resolve, reject) => {
      child.once('error', reject)
      child.once('close', resolve)
    })
    const code = await closed.finally(() => process.off('exit', end))
    if (code !== 0) throw new Error(`${program} failed (${code ?? 'ended'})`)
  }

  #limits(seconds: number): readonly string[] {
    const { prlimit } = this.programs
    return prlimit === null ? [] : [prlimit, `--as=${memory}`, `--cpu=${seconds}`, '--core=0']
  }
}
