/** One file on its way to the server: interrupted as often as it takes, it goes on where it was. */
import { signal, type ReadonlySignal } from '@preact/signals'
import { Upload, type DetailedError } from 'tus-js-client'
import { isFinal, isPassing, noResponse, noWords, notScanned, wireFault } from './answers.ts'
import type { BroughtFile, Way } from './brought-file.ts'
import type { CallFault } from '../connection/calls.ts'
import type { LeftWays } from './left-ways.ts'

export interface ComingPorts {
  /** A refusal in the reader's words. */
  readonly wordOf: (fault: CallFault) => string
  /** What is said of one that cannot be read any more. */
  readonly unreadable: () => string
  readonly left: LeftWays
}

export class ComingFile implements BroughtFile {
  readonly key: string
  readonly name: string
  readonly size: number
  readonly type: string
  readonly picture: string | null
  readonly #way = signal<Way>({ is: 'new' })
  readonly #sent = signal(0)
  readonly #upload: Upload
  readonly #file: File
  readonly #ports: ComingPorts
  #movedAt = 0
  #hasLooked = false
  /** It is there whole, and waits to be scanned: what the server has said of that. */
  #unscanned: CallFault | null = null

  constructor(key: string, file: File, ports: ComingPorts) {
    this.key = key
    this.name = file.name
    this.size = file.size
    this.type = file.type
    this.#file = file
    this.#ports = ports
    this.picture = isShown(file) ? URL.createObjectURL(file) : null
    this.#upload = this.#prepared()
  }

  get way(): ReadonlySignal<Way> {
    return this.#way
  }

  get sent(): ReadonlySignal<number> {
    return this.#sent
  }

  refuse(problem: string): void {
    this.#way.value = { is: 'failed', problem, mayRetry: false }
  }

  wait(): void {
    if (!this.#isOver()) this.#way.value = { is: 'waiting' }
  }

  start(): void {
    if (this.#way.peek().is !== 'waiting') return
    this.#way.value = { is: 'coming' }
    this.#movedAt = Date.now()
    void this.#begin()
  }

  pause(): void {
    if (this.#isOver()) return
    void this.#upload.abort()
    this.#way.value = { is: 'paused' }
  }

  retry(): void {
    const way = this.#way.peek()
    if (way.is === 'failed' && way.mayRetry) this.#way.value = { is: 'waiting' }
  }

  interrupt(before: number): void {
    if (this.#way.peek().is !== 'coming' || this.#movedAt > before) return
    void this.#upload.abort()
    this.#way.value = { is: 'offline' }
  }

  goOn(): void {
    if (this.#way.peek().is === 'offline') this.wait()
  }

  cancel(): void {
    this.release()
    // What cannot be reached now, the server removes in time.
    this.#upload.abort(true).catch(() => undefined)
  }

  release(): void {
    if (this.picture !== null) URL.revokeObjectURL(this.picture)
  }

  async #begin(): Promise<void> {
    const [earlier] = this.#hasLooked ? [] : await this.#upload.findPreviousUploads()
    this.#hasLooked = true
    if (this.#way.peek().is !== 'coming') return
    if (earlier !== undefined) this.#upload.resumeFromPreviousUpload(earlier)
    this.#upload.start()
  }

  #isOver(): boolean {
    const { is } = this.#way.peek()
    return is === 'done' || is === 'failed'
  }

  #prepared(): Upload {
    const upload: Upload = new Upload(this.#file, {
      endpoint: '/api/uploads',
      metadata: { filename: this.#file.name },
      retryDelays: null,
      urlStorage: this.#ports.left,
      removeFingerprintOnSuccess: true,
      onProgress: (sent) => {
        this.#movedAt = Date.now()
        this.#sent.value = sent
      },
      // A server that is not well would be asked to begin anew: what has come of it would be lost.
      onAfterResponse: (_, response) => {
        const status = response.getStatus()
        if (isPassing(status)) throw new NotNow(wireFault(response.getBody() ?? '', status))
      },
      onSuccess: () => {
        this.#sent.value = this.size
        this.#way.value = { is: 'done', upload: lastPart(upload.url ?? '') }
      },
      onError: (error) => void this.#failed(error),
    })
    return upload
  }

  /** `null`: nothing but the connection. An answer to HEAD has no words: then those of the one before are meant. */
  #delayedBy(error: Error | DetailedError): CallFault | null {
    const cause = 'causingError' in error ? error.causingError : null
    if (!(cause instanceof NotNow)) return null
    const { fault } = cause
    if (fault.code === notScanned) this.#unscanned = fault
    else if (fault.code !== noWords) this.#unscanned = null
    return this.#unscanned
  }

  async #failed(error: Error | DetailedError): Promise<void> {
    const response = 'originalResponse' in error ? error.originalResponse : null
    const status = response?.getStatus() ?? noResponse
    const delayed = this.#delayedBy(error)
    if (delayed !== null) {
      this.#way.value = { is: 'failed', problem: this.#ports.wordOf(delayed), mayRetry: true }
    } else if (!isPassing(status)) {
      const fault = wireFault(response?.getBody() ?? '', status)
      this.#way.value = { is: 'failed', problem: this.#ports.wordOf(fault), mayRetry: !isFinal(fault) }
    } else if (await isReadable(this.#file)) {
      if (this.#way.peek().is === 'coming') this.#way.value = { is: 'offline' }
    } else this.refuse(this.#ports.unreadable())
  }
}

/** Passed on by the library as what has caused its own error. */
class NotNow extends Error {
  readonly fault: CallFault

  constructor(fault: CallFault) {
    super('not now')
    this.fault = fault
  }
}

/** A file that was moved or changed cannot be read any more, and that looks like a lost connection. */
async function isReadable(file: File): Promise<boolean> {
  try {
    await file.slice(0, 1).arrayBuffer()
    return true
  } catch {
    return false
  }
}

function isShown({ type }: File): boolean {
  return /^image\/(png|jpeg|gif|webp|avif)$/.test(type)
}

function lastPart(url: string): string {
  return url.slice(url.lastIndexOf('/') + 1)
}
