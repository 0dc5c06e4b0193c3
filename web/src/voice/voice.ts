/** A voice message while it is made: the microphone asked for, recorded, and kept until it is said or not wanted any more. */
import { signal, type ReadonlySignal } from '@preact/signals'
import { followLevel } from './level.ts'
import { closeMicrophone, NoMicrophoneError, openMicrophone, type MicrophoneProblem } from './microphone.ts'
import { typeToRecord, voiceName } from './sound-type.ts'

/** Why it is not recorded any more: another channel is looked at, it is as long as one may be, the microphone has gone, it is to be said. */
export type Kept = 'left' | 'full' | 'lost' | 'said'

export type Standing =
  | { readonly is: 'asking' | 'recording' }
  | { readonly is: 'kept'; readonly why: Kept }
  | { readonly is: 'failed'; readonly problem: MicrophoneProblem }

export const mostSeconds = 600
const mostLevels = 60
/** Of Opus: more than enough for a voice. */
const audioBitsPerSecond = 48_000
/** What is recorded is handed over this often. */
const pieceMs = 1000

export class Voice {
  readonly #standing = signal<Standing>({ is: 'asking' })
  readonly #seconds = signal(0)
  readonly #levels = signal<readonly number[]>([])
  readonly #over = new AbortController()
  readonly #parts: Blob[] = []
  #recorder: MediaRecorder | null = null
  #endFollowing: () => void = () => undefined
  #stopped = Promise.resolve()
  #name = ''

  /** Asks for the microphone at once. */
  constructor() {
    addEventListener('beforeunload', (event) => this.#warn(event), { signal: this.#over.signal })
    void this.#begin()
  }

  get standing(): ReadonlySignal<Standing> {
    return this.#standing
  }

  get seconds(): ReadonlySignal<number> {
    return this.#seconds
  }

  /** The last ones, each from 0 to 1. */
  get levels(): ReadonlySignal<readonly number[]> {
    return this.#levels
  }

  /** The microphone is let go; what was recorded stays. */
  keep(why: Kept): void {
    if (this.#standing.peek().is !== 'recording') return
    this.#standing.value = { is: 'kept', why }
    this.#letGo()
  }

  /** All of it, as a file. `null`: nothing was heard yet. */
  async finish(): Promise<File | null> {
    this.keep('said')
    await this.#stopped
    const type = this.#recorder?.mimeType ?? ''
    return this.#parts.length === 0 ? null : new File(this.#parts, this.#name, { type })
  }

  /** Nobody wants it any more, or it is said. */
  end(): void {
    this.#over.abort()
    this.#letGo()
  }

  async #begin(): Promise<void> {
    try {
      const stream = await openMicrophone()
      if (this.#over.signal.aborted) closeMicrophone(stream)
      else this.#recordOrClose(stream)
    } catch (error) {
      const problem = error instanceof NoMicrophoneError ? error.problem : 'unknown'
      this.#standing.value = { is: 'failed', problem }
    }
  }

  #recordOrClose(stream: MediaStream): void {
    try {
      this.#record(stream)
    } catch (error) {
      closeMicrophone(stream)
      throw error
    }
  }

  #record(stream: MediaStream): void {
    const { type, ending } = typeToRecord((each) => MediaRecorder.isTypeSupported(each)) ?? usual
    const recorder = new MediaRecorder(stream, {
      audioBitsPerSecond,
      ...(type === '' ? {} : { mimeType: type }),
    })
    recorder.addEventListener('dataavailable', ({ data }) => {
      if (data.size > 0) this.#parts.push(data)
    })
    for (const track of stream.getTracks()) track.addEventListener('ended', () => this.keep('lost'))
    const begun = performance.now()
    this.#endFollowing = followLevel(stream, (level) =>
      this.#heard(level, (performance.now() - begun) / 1000),
    )
    // What it still holds comes before that.
    this.#stopped = new Promise((resolve) =>
      recorder.addEventListener('stop', () => resolve(), { once: true }),
    )
    this.#name = voiceName(new Date(), ending)
    this.#recorder = recorder
    recorder.start(pieceMs)
    this.#standing.value = { is: 'recording' }
  }

  #heard(level: number, seconds: number): void {
    this.#levels.value = [...this.#levels.peek(), level].slice(-mostLevels)
    this.#seconds.value = Math.min(mostSeconds, seconds)
    if (seconds >= mostSeconds) this.keep('full')
  }

  #letGo(): void {
    this.#endFollowing()
    this.#endFollowing = () => undefined
    const recorder = this.#recorder
    if (recorder === null) return
    if (recorder.state !== 'inactive') recorder.stop()
    closeMicrophone(recorder.stream)
  }

  #warn(event: BeforeUnloadEvent): void {
    const { is } = this.#standing.peek()
    if (is === 'recording' || is === 'kept') event.preventDefault()
  }
}

const usual = { type: '', ending: 'webm' } as const
