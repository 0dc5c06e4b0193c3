/** Files of messages that wait for them: the outbox is told as each is there. */
import { effect, signal, untracked, type ReadonlySignal } from '@preact/signals'
import type { OutgoingFile } from '../connection/keep.ts'
import type { Outbox } from '../connection/outbox.ts'
import { holdMessage } from '../state/left-files.ts'
import type { BroughtFile } from './brought-file.ts'

interface Said {
  readonly files: readonly BroughtFile[]
  readonly end: () => void
}

export class SaidFiles {
  readonly #outbox: Outbox
  readonly #said = signal<ReadonlyMap<string, Said>>(new Map())
  readonly #end: () => void

  constructor(outbox: Outbox) {
    this.#outbox = outbox
    this.#end = effect(() => this.#letGo())
  }

  get files(): ReadonlySignal<readonly BroughtFile[]> {
    return this.#files
  }

  readonly #files = signal<readonly BroughtFile[]>([])

  of(clientTag: string): readonly BroughtFile[] {
    return this.#said.peek().get(clientTag)?.files ?? []
  }

  take(clientTag: string, files: readonly BroughtFile[]): readonly OutgoingFile[] {
    const release = holdMessage(clientTag)
    // The message itself is put into the outbox right after this.
    const follow = Promise.resolve().then(() =>
      files.map((file) => effect(() => this.#follow(clientTag, file))),
    )
    const end = (): void => {
      release()
      void follow.then((stops) => stops.forEach((stop) => stop()))
      for (const file of files) file.release()
    }
    this.#put(new Map([...this.#said.peek(), [clientTag, { files, end }]]))
    return files.map(({ key, name, size, way }) => {
      const { is, ...more } = { upload: null, ...way.peek() }
      return { key, name, size, upload: is === 'done' ? more.upload : null }
    })
  }

  end(): void {
    this.#end()
    for (const { end } of this.#said.peek().values()) end()
  }

  #follow(clientTag: string, { key, name, way }: BroughtFile): void {
    const { value } = way
    untracked(() => {
      if (value.is === 'done') this.#outbox.brought(clientTag, { key, upload: value.upload })
      if (value.is !== 'failed') return
      const failure = `${name}: ${value.problem}`
      if (value.mayRetry) this.#outbox.fail(clientTag, failure)
      else this.#outbox.lack(clientTag, failure)
    })
  }

  /** Messages that are sent, or discarded. */
  #letGo(): void {
    const waiting = new Set(this.#outbox.entries.value.map(({ clientTag }) => clientTag))
    const said = this.#said.peek()
    const gone = [...said].filter(([tag]) => this.#known.has(tag) && !waiting.has(tag))
    for (const tag of waiting) if (said.has(tag)) this.#known.add(tag)
    if (gone.length === 0) return
    for (const [tag, { end }] of gone) {
      this.#known.delete(tag)
      end()
    }
    const tags = new Set(gone.map(([tag]) => tag))
    this.#put(new Map([...said].filter(([tag]) => !tags.has(tag))))
  }

  /** Those that have been seen in the outbox. */
  readonly #known = new Set<string>()

  #put(said: ReadonlyMap<string, Said>): void {
    this.#said.value = said
    this.#files.value = [...said.values()].flatMap(({ files }) => files)
  }
}
