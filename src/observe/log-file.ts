/** One log file: lines are gathered and written together, rotated by size and day, and a broken disk costs lines, not the process. */
import { createStream, type RotatingFileStream } from 'rotating-file-stream'

export interface LogFileOptions {
  readonly folder: string
  /** Without its ending: `server` becomes `server.log`, `server-2026-11-22-01.log`… */
  readonly name: string
  readonly maxBytes: number
  readonly keep: number
  /** Told when writing begins to fail, once until it works again. */
  readonly onFailure: (error: Error) => void
}

/** How long lines are gathered before they are written. */
const gatherMs = 50
/** Past this many bytes waiting for the disk, lines are dropped and counted. */
const mostWaiting = 16 * 1024 * 1024
/** How long a file that failed is left alone. */
const retryMs = 2000

export class LogFile {
  readonly #options: LogFileOptions
  #stream: RotatingFileStream | null = null
  #gathered: string[] = []
  #gatheredBytes = 0
  #inFlightBytes = 0
  #timer: NodeJS.Timeout | null = null
  #failedAt: number | null = null
  #lost = 0
  #idle: (() => void)[] = []

  constructor(options: LogFileOptions) {
    this.#options = options
  }

  /** Takes one line with its end; returns at once. */
  write(line: string): void {
    if (this.#gatheredBytes + this.#inFlightBytes > mostWaiting) {
      this.#lost++
      return
    }
    this.#gathered.push(line)
    this.#gatheredBytes += line.length
    this.#timer ??= setTimeout(() => this.#writeGathered(), gatherMs).unref()
  }

  /** Resolves when everything taken so far has been handed to the operating system, or was lost to a failure. */
  async flush(): Promise<void> {
    this.#writeGathered()
    if (this.#inFlightBytes === 0) return
    await new Promise<void>((resolve) => this.#idle.push(resolve))
  }

  async close(): Promise<void> {
    await this.flush()
    const stream = this.#stream
    this.#stream = null
    if (stream === null || stream.destroyed) return
    await new Promise<void>((resolve) => {
      stream.once('close', resolve)
      stream.end()
    })
  }

  #writeGathered(): void {
    if (this.#timer !== null) clearTimeout(this.#timer)
    this.#timer = null
    if (this.#gathered.length === 0) return
    const lines = this.#gathered.length
    const bytes = this.#gatheredBytes
    const text = this.#lossNotice() + this.#gathered.join('')
    this.#gathered = []
    this.#gatheredBytes = 0
    const stream = this.#open()
    if (stream === null) {
      this.#lost += lines
      return
    }
    this.#inFlightBytes += bytes
    stream.write(text, (error) => this.#written({ lines, bytes, error: error ?? null }))
  }

  #written(done: { lines: number; bytes: number; error: Error | null }): void {
    this.#inFlightBytes -= done.bytes
    if (done.error === null) this.#failedAt = null
    else this.#lost += done.lines
    if (this.#inFlightBytes > 0) return
    for (const resolve of this.#idle.splice(0)) resolve()
  }

  /** Says in the file itself that lines are missing from it, as soon as it takes any again. */
  #lossNotice(): string {
    if (this.#lost === 0 || this.#isResting()) return ''
    const lost = this.#lost
    this.#lost = 0
    return `${JSON.stringify({ level: 'warn', time: new Date().toISOString(), lost, msg: 'log lines were lost' })}\n`
  }

  #isResting(): boolean {
    return this.#failedAt !== null && Date.now() - this.#failedAt < retryMs
  }

  #open(): RotatingFileStream | null {
    if (this.#stream !== null) return this.#stream
    if (this.#isResting()) return null
    const { folder, name, maxBytes, keep } = this.#options
    const stream = createStream((time, index) => fileName(name, time, index), {
      path: folder,
      size: `${maxBytes}B`,
      interval: '1d',
      initialRotation: true,
      maxFiles: keep,
      history: `.${name}-history`,
      mode: 0o600,
    })
    stream.on('error', (error: Error) => this.#failed(stream, error))
    this.#stream = stream
    return stream
  }

  #failed(stream: RotatingFileStream, error: Error): void {
    if (this.#stream === stream) this.#stream = null
    const first = this.#failedAt === null
    this.#failedAt = Date.now()
    if (first) this.#options.onFailure(error)
  }
}

/** `server.log` now; put aside, the day it ended and a number: `server-2026-11-22-01.log`. */
function fileName(name: string, time: number | Date | null, index = 1): string {
  if (time === null) return `${name}.log`
  const day = new Date(time)
  const date = `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`
  return `${name}-${date}-${two(index)}.log`
}

function two(part: number): string {
  return String(part).padStart(2, '0')
}
