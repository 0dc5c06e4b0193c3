/** Debian's clamd, with two signatures made by hand, on a socket of its own. */
import { spawn, type ChildProcess } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { vi } from 'vitest'

const program = '/usr/sbin/clamd'

/** In CI one that is missing is a failure. */
export const hasClamd = existsSync(program) || process.env['CI'] === 'true'

/** What the signatures find: somewhere in a file, or as a file of its own. */
export const poison = 'This harms nobody; a signature of the tests finds it.'
export const wholePoison = 'Nor does this, which another one finds.'

export class Clamd {
  /** As in the configuration. */
  readonly place: string
  readonly #folder: string
  #process: ChildProcess | null = null

  private constructor(folder: string) {
    this.#folder = folder
    this.place = join(folder, 'clamd.ctl')
  }

  /** `more`: lines of its configuration. */
  static async start(more: readonly string[] = []): Promise<Clamd> {
    const clamd = new Clamd(mkdtempSync(join(tmpdir(), 'parlance-clamd-')))
    clamd.#configure(more)
    await clamd.comeBack()
    return clamd
  }

  async comeBack(): Promise<void> {
    const flags = ['--config-file', join(this.#folder, 'clamd.conf')]
    const child = spawn(program, flags, { stdio: ['ignore', 'pipe', 'pipe'] })
    this.#process = child
    const said: string[] = []
    for (const output of [child.stdout, child.stderr]) output.on('data', (text) => said.push(String(text)))
    const ended = new Promise<never>((_, reject) => {
      child.once('error', reject)
      child.once('exit', () => reject(new Error(`clamd did not start: ${said.join('')}`)))
    })
    ended.catch(() => undefined)
    // It listens once its signatures are read.
    const listens = vi.waitUntil(() => isListening(this.place), { timeout: 30_000, interval: 50 })
    await Promise.race([ended, listens])
  }

  async goAway(): Promise<void> {
    const child = this.#process
    this.#process = null
    if (child?.exitCode !== null || child.signalCode !== null) return
    const ended = once(child, 'exit')
    child.kill('SIGKILL')
    await ended
    rmSync(this.place, { force: true })
  }

  async stop(): Promise<void> {
    await this.goAway()
    rmSync(this.#folder, { recursive: true, force: true })
  }

  #configure(more: readonly string[]): void {
    const at = (name: string): string => join(this.#folder, name)
    for (const folder of ['signatures', 'temporary']) mkdirSync(at(folder))
    const digest = createHash('md5').update(wholePoison).digest('hex')
    writeFileSync(at('signatures/made.hdb'), `${digest}:${wholePoison.length}:Test.Whole\n`)
    const pattern = Buffer.from(poison).toString('hex')
    writeFileSync(at('signatures/made.ndb'), `Test.Part:0:*:${pattern}\n`)
    const lines = [
      'Foreground yes',
      `DatabaseDirectory ${at('signatures')}`,
      `TemporaryDirectory ${at('temporary')}`,
      `LocalSocket ${this.place}`,
      ...more,
    ]
    writeFileSync(at('clamd.conf'), `${lines.join('\n')}\n`)
  }
}

function isListening(path: string): Promise<boolean> {
  const socket = connect(path)
  return new Promise<boolean>((resolve) => {
    socket.once('connect', () => resolve(true))
    socket.once('error', () => resolve(false))
  }).finally(() => socket.destroy())
}
