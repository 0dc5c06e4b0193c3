/** Files on their way into a channel: what brings them is loaded with the first. Lives as long as somebody is signed in, whatever is looked at. */
import { signal, type ReadonlySignal } from '@preact/signals'
import type { Bringing, BringingPorts } from '../bringing/bringing.ts'
import type { Voice } from '../voice/voice.ts'
import { hasLeftFiles } from './left-files.ts'

export class ChannelFiles {
  readonly #ports: BringingPorts
  readonly #bringing = signal<Bringing | null>(null)
  readonly voice = signal<Voice | null>(null)
  #loading: Promise<Bringing> | null = null

  constructor(ports: BringingPorts) {
    this.#ports = ports
    // What fails to load is asked for again by whoever brings something.
    if (hasLeftFiles(sessionStorage, ports.key)) this.open().catch(() => undefined)
  }

  /** null: nothing was brought yet. */
  get bringing(): ReadonlySignal<Bringing | null> {
    return this.#bringing
  }

  open(): Promise<Bringing> {
    this.#loading ??= this.#load()
    return this.#loading
  }

  /** Somebody else is signed in. */
  end(): void {
    this.#bringing.peek()?.end()
    this.voice.peek()?.end()
  }

  async #load(): Promise<Bringing> {
    try {
      const loaded = await import('../bringing/bringing.ts')
      const bringing = new loaded.Bringing(this.#ports)
      this.#bringing.value = bringing
      return bringing
    } catch (error) {
      this.#loading = null
      throw error
    }
  }
}
