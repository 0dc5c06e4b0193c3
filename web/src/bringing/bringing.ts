/** The files that somebody brings into one channel: those beside what is being written, and those of messages that wait for them. */
import { effect, signal, untracked, type ReadonlySignal } from '@preact/signals'
import type { Call } from '../connection/calls.ts'
import type { OutgoingFile } from '../connection/keep.ts'
import { newTag } from '../connection/new-tag.ts'
import type { Outbox } from '../connection/outbox.ts'
import { sizeText } from '../files/size-text.ts'
import { readLeftFiles, writeLeftFiles } from '../state/left-files.ts'
import { fileWords } from '../words/en/files.ts'
import type { Words } from '../words/words.ts'
import { allowedText, isSurelyRefused } from './allowed-types.ts'
import type { BroughtFile } from './brought-file.ts'
import { ComingFile } from './coming-file.ts'
import { keptFile } from './kept-file.ts'
import { LeftWays } from './left-ways.ts'
import { SaidFiles } from './said-files.ts'
import { takeTurns } from './turns.ts'

export interface BringingPorts {
  /** Whose files, for which channel. */
  readonly key: string
  readonly call: Call
  readonly outbox: Outbox
  readonly isOpen: ReadonlySignal<boolean>
  readonly words: ReadonlySignal<Words>
  readonly wordOf: (error: unknown) => string
}

/** As the server has it. */
const mostAtOnce = 10

export class Bringing {
  readonly #ports: BringingPorts
  readonly #files = signal<readonly BroughtFile[]>([])
  readonly #said: SaidFiles
  readonly #left: LeftWays
  readonly #endings: readonly (() => void)[]
  /** What has to be told about them; null: nothing. */
  readonly notice = signal<string | null>(null)
  /** For those who listen: what has become of the last one. */
  readonly news = signal('')

  constructor(ports: BringingPorts) {
    this.#ports = ports
    this.#left = new LeftWays(sessionStorage, ports.key)
    this.#said = new SaidFiles(ports.outbox)
    this.#restore()
    this.#endings = [
      takeTurns(() => [...this.#files.value, ...this.#said.files.value], ports.isOpen),
      effect(() => this.#remember()),
      effect(() => this.#tell()),
      () => this.#said.end(),
    ]
  }

  /** Those that stand beside what is being written. */
  get files(): ReadonlySignal<readonly BroughtFile[]> {
    return this.#files
  }

  get isOpen(): ReadonlySignal<boolean> {
    return this.#ports.isOpen
  }

  async add(chosen: readonly File[]): Promise<void> {
    const { t } = this.#words()
    const room = mostAtOnce - this.#files.peek().length
    const names = chosen.slice(Math.max(0, room)).map(({ name }) => name)
    this.notice.value =
      names.length === 0 ? null : t('file.too-many', { limit: mostAtOnce, names: names.join(', ') })
    const added = chosen.slice(0, Math.max(0, room)).map((file) => this.#coming(file))
    this.#files.value = [...this.#files.peek(), ...added]
    await this.#admit(added)
  }

  remove(file: BroughtFile): void {
    this.#files.value = this.#files.peek().filter((other) => other !== file)
    file.cancel()
  }

  /** They go with a message: what is still to come of them comes, and then it is sent. `alone`: that one goes, and they stay. */
  take(clientTag: string, alone?: File): readonly OutgoingFile[] {
    if (alone !== undefined) {
      const coming = this.#coming(alone)
      void this.#admit([coming])
      return this.#said.take(clientTag, [coming])
    }
    const files = this.#files.peek()
    this.#files.value = []
    this.notice.value = null
    return this.#said.take(clientTag, files)
  }

  /** One of those that go with a message. */
  find(key: string): BroughtFile | null {
    return this.#said.files.value.find((file) => file.key === key) ?? null
  }

  retry(clientTag: string): void {
    for (const file of this.#said.of(clientTag)) file.retry()
  }

  discard(clientTag: string): void {
    for (const file of this.#said.of(clientTag)) file.cancel()
  }

  /** Somebody else is signed in. */
  end(): void {
    for (const file of [...this.#files.peek(), ...this.#said.files.peek()]) file.pause()
    for (const end of this.#endings) end()
  }

  #words() {
    return this.#ports.words.peek().with(fileWords)
  }

  #coming(file: File): BroughtFile {
    const unreadable = (): string => this.#words().t('file.unreadable')
    return new ComingFile(newTag(), file, { wordOf: this.#ports.wordOf, unreadable, left: this.#left })
  }

  /** What cannot be taken is refused before a byte of it is sent. Where nobody can say, the server will. */
  async #admit(added: readonly BroughtFile[]): Promise<void> {
    const { t, language } = this.#words()
    const quota = await this.#ports.call('upload.show-quota', {}).catch(() => null)
    let left = quota === null ? Infinity : quota.limit - quota.used
    for (const file of added) {
      const size = sizeText(file.size, language)
      if (file.size === 0) file.refuse(t('file.empty'))
      else if (quota !== null && isSurelyRefused(file.type, quota.types))
        file.refuse(t('file.type-refused', { allowed: allowedText(quota.types, t) }))
      else if (quota !== null && file.size > quota.perFile)
        file.refuse(t('file.too-large', { size, limit: sizeText(quota.perFile, language) }))
      else if (file.size > left)
        file.refuse(t('file.no-room', { size, left: sizeText(Math.max(0, left), language) }))
      else {
        left -= file.size
        file.wait()
      }
    }
  }

  #restore(): void {
    const left = readLeftFiles(sessionStorage, this.#ports.key)
    const remove = (upload: string): void =>
      void this.#ports.call('upload.remove', { upload }).catch(() => undefined)
    this.#files.value = left.flatMap(({ name, size, upload }) =>
      upload === null ? [] : [keptFile({ key: newTag(), name, size, upload }, remove)],
    )
    const names = left.filter(({ upload }) => upload === null).map(({ name }) => name)
    if (names.length > 0) this.notice.value = this.#words().t('file.left', { names: names.join(', ') })
  }

  #remember(): void {
    const left = this.#files.value.map(({ name, size, way }) => {
      const { value } = way
      return { name, size, upload: value.is === 'done' ? value.upload : null }
    })
    writeLeftFiles(sessionStorage, this.#ports.key, left)
  }

  readonly #told = new Set<string>()

  #tell(): void {
    for (const { key, name, way } of this.#files.value) {
      const { value } = way
      const told = `${key} ${value.is}`
      if ((value.is !== 'done' && value.is !== 'failed') || this.#told.has(told)) continue
      this.#told.add(told)
      const { t } = untracked(() => this.#words())
      this.news.value =
        value.is === 'done'
          ? t('file.is-there', { name })
          : t('file.has-failed', { name, problem: value.problem })
    }
  }
}
