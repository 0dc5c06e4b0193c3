/** A program that runs as long as a test wants it: it says when it is ready, can be ended as in a crash, and started again. */
import { spawn, type ChildProcess, type SpawnOptions } from 'node:child_process'
import { once } from 'node:events'

export interface Starting {
  readonly program: string
  readonly flags: readonly string[]
  /** What it says, on standard error, when it takes connections. */
  readonly ready: string
  /** As which system user. */
  readonly as?: Pick<SpawnOptions, 'uid' | 'gid'>
}

export class Daemon {
  #process: ChildProcess | null = null

  /** Rejects with what it said when it ends instead. */
  async start({ program, flags, ready, as = {} }: Starting): Promise<void> {
    const child = spawn(program, flags, { ...as, stdio: ['ignore', 'ignore', 'pipe'] })
    this.#process = child
    let said = ''
    child.stderr.setEncoding('utf8')
    await new Promise<void>((resolve, reject) => {
      child.once('error', reject)
      child.once('exit', () => reject(new Error(`${program} did not start: ${said}`)))
      child.stderr.on('data', (text: string) => {
        said += text
        if (said.includes(ready)) resolve()
      })
    })
    child.removeAllListeners('exit')
  }

  signal(signal: NodeJS.Signals): void {
    this.#process?.kill(signal)
  }

  /** Resolves when it has ended; one that is not running has. */
  async end(signal: NodeJS.Signals): Promise<void> {
    const child = this.#process
    this.#process = null
    if (child === null || child.exitCode !== null || child.signalCode !== null) return
    const ended = once(child, 'exit')
    child.kill(signal)
    await ended
  }
}
