/** Owns the process that looks into files: one file after the other, started when there is one, ended when there is none for a while. */
import { fork, type ChildProcess } from 'node:child_process'
import { extname } from 'node:path'
import type { Clock, Log } from '../../core/ports.ts'
import { digestOfFile } from '../../lib/file-digest.ts'
import type { Programs } from './programs.ts'
import { nothingToShow, unknownType, type Findings, type LookAnswer, type LookRequest } from './protocol.ts'

export interface LookerPorts {
  readonly clock: Pick<Clock, 'after'>
  readonly log: Log
  /** What may be run on files. */
  readonly programs: Programs
  /** For tests: another program to look into files. */
  readonly entry?: URL
}

/** A file is given up after this and a second for each of its 20 MB; its bytes are kept all the same. */
const patience = 60_000
const bytesPerSecond = 20_000_000
const idleFor = 60_000
const entry = new URL(`./process${extname(import.meta.url)}`, import.meta.url)

export class Looker {
  readonly #ports: LookerPorts
  #child: ChildProcess | null = null
  #turn: Promise<unknown> = Promise.resolve()
  #lastId = 0
  #endIdle: (() => void) | null = null
  #closed = false

  constructor(ports: LookerPorts) {
    this.#ports = ports
  }

  /** What could not be found out is left open: only that the file cannot be read at all rejects. */
  look(path: string, size: number): Promise<Findings> {
    const looked = this.#turn.then(() => this.#look(path, size))
    this.#turn = looked.catch(() => undefined)
    return looked
  }

  close(): void {
    this.#closed = true
    this.#endIdle?.()
    if (this.#child !== null) endWithPrograms(this.#child)
    this.#child = null
  }

  async #look(path: string, size: number): Promise<Findings> {
    try {
      return await this.#ask(path, size)
    } catch (error) {
      if (this.#closed) throw error
      this.#ports.log.warn({ err: error, bytes: size }, 'a file could not be looked into')
      return { digest: await digestOfFile(path), size, type: unknownType, ...nothingToShow }
    }
  }

  #ask(path: string, size: number): Promise<Findings> {
    const { clock, programs } = this.#ports
    const child = this.#start()
    const request: LookRequest = { id: ++this.#lastId, path, programs }
    return new Promise<Findings>((resolve, reject) => {
      const cancel = clock.after(patience + (size / bytesPerSecond) * 1000, () => {
        endWithPrograms(child)
      })
      const settle = (end: () => void) => {
        cancel()
        child.off('message', heard)
        child.off('exit', gone)
        child.off('error', failed)
        this.#rest(child)
        end()
      }
      const heard = (answer: LookAnswer) => {
        if (answer.id !== request.id) return
        settle(() => ('found' in answer ? resolve(answer.found) : reject(new Error(answer.problem))))
      }
      const gone = (code: number | null, signal: string | null) => {
        settle(() => reject(new Error(`the process that looked into it ended (${signal ?? code})`)))
      }
      const failed = (error: Error) => settle(() => reject(error))
      child.on('message', heard)
      child.on('error', failed)
      child.on('exit', gone)
      child.send(request)
    })
  }

  #start(): ChildProcess {
    this.#endIdle?.()
    this.#endIdle = null
    if (this.#child?.connected === true) return this.#child
    const child = fork(this.#ports.entry ?? entry, {
      stdio: 'ignore',
      // It leads a group: whatever it runs ends with it.
      detached: true,
      execArgv: ['--max-old-space-size=512'],
      serialization: 'json',
    })
    this.#child = child
    return child
  }

  #rest(child: ChildProcess): void {
    this.#endIdle?.()
    this.#endIdle = this.#ports.clock.after(idleFor, () => {
      this.#endIdle = null
      if (child.connected) child.disconnect()
      if (this.#child === child) this.#child = null
    })
  }
}

function endWithPrograms({ pid }: ChildProcess): void {
  if (pid === undefined) return
  try {
    process.kill(-pid, 'SIGKILL')
  } catch {
    // It has ended by itself.
  }
}
