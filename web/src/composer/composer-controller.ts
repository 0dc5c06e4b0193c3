/** The composer at work: what is typed, what is offered for it, and what becomes of it when it is sent. */
import { computed, signal, type ReadonlySignal, type Signal } from '@preact/signals'
import { createEmojiBook, withSigns, type EmojiBook } from '../emoji/emoji-book.ts'
import type { App } from '../state/app.ts'
import type { ChannelView } from '../state/channel-view.ts'
import type { Voice } from '../voice/voice.ts'
import { candidatesOf } from './candidates.ts'
import { readWritten, type Written } from './command-line.ts'
import { createCommandBook, type CommandBook } from './command-book.ts'
import { complete, completingAt, rank, type Candidate, type Completing } from './completion.ts'
import { markOf, toggleMark } from './formatting.ts'
import { isTouched, replaceIn } from './text-field.ts'
import { beginEdit, writingOf, type Writing } from './writing.ts'

export class ComposerController {
  readonly view: ChannelView
  readonly app: App
  readonly writing: Writing
  readonly emoji: EmojiBook = createEmojiBook()
  readonly commands: CommandBook = createCommandBook()
  /** Lines above the field for whoever writes: answers of commands, and what went wrong. */
  readonly notice = signal<readonly string[]>([])
  readonly chosen = signal(0)
  readonly #completing = signal<Completing | null>(null)
  readonly #isBusy = signal(false)
  #field: HTMLTextAreaElement | null = null

  constructor(view: ChannelView, app: App) {
    this.view = view
    this.app = app
    this.writing = writingOf(view)
  }

  readonly offered: ReadonlySignal<readonly Candidate[]> = computed(() => {
    const completing = this.#completing.value
    if (completing === null) return []
    return rank(candidatesOf(completing.kind, this), completing.typed)
  })

  readonly length = computed(() => [...this.text.value].length)

  readonly #files = computed(() => this.view.files.bringing.value?.files.value ?? [])
  /** Whether files stand beside what is written. */
  readonly hasFiles = computed(() => this.#files.value.length > 0)

  get isBusy(): ReadonlySignal<boolean> {
    return this.#isBusy
  }

  /** What the field holds: the draft, or the new text of a message. */
  get text(): Signal<string> {
    return this.writing.editing.value === null ? this.view.draft : this.writing.edited
  }

  attach(field: HTMLTextAreaElement | null): void {
    this.#field = field
  }

  focus(): void {
    const field = this.#field
    field?.focus()
    field?.setSelectionRange(field.value.length, field.value.length)
  }

  typed(): void {
    if (this.#field === null) return
    this.text.value = this.#field.value
    if (this.writing.editing.peek() === null && readWritten(this.#field.value).kind === 'said')
      this.view.startTyping()
    this.lookAround()
  }

  /** The caret has moved: is there something to complete now? */
  lookAround(): void {
    if (this.#field === null) return
    const { value, selectionStart, selectionEnd } = this.#field
    const found = selectionStart === selectionEnd ? completingAt(value, selectionStart) : null
    const completing = found?.kind === 'command' && this.writing.editing.peek() !== null ? null : found
    if (completing?.kind === 'emoji') this.emoji.load()
    if (completing?.kind === 'command') void this.commands.load()
    const before = this.#completing.peek()
    if (completing?.from === before?.from && completing?.typed === before?.typed) return
    this.chosen.value = 0
    this.#completing.value = completing
  }

  /** Whether the key was for the composer, and is done with. */
  pressed(event: KeyboardEvent, enterSends: boolean): boolean {
    if (event.isComposing) return false
    if (this.offered.peek().length > 0 && this.#pressedInList(event)) return true
    const isPlain = !event.shiftKey && !event.ctrlKey && !event.metaKey && !event.altKey
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey || (isPlain && enterSends))) {
      this.send()
      return true
    }
    if (event.key === 'ArrowUp' && isPlain && this.text.peek() === '') return this.#editLast()
    if (event.key === 'Escape' && isPlain) return this.cancel()
    const mark =
      (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey
        ? markOf[event.key.toLowerCase()]
        : undefined
    if (mark !== undefined) this.#toggle(mark)
    return mark !== undefined
  }

  choose(candidate: Candidate): void {
    const completing = this.#completing.peek()
    if (this.#field === null || completing === null) return
    const { text, caret } = complete(this.#field.value, completing, candidate)
    this.#completing.value = null
    const written = text.slice(completing.from, caret)
    const skips = this.#field.value.startsWith(' ', completing.until) ? 1 : 0
    replaceIn(this.#field, { from: completing.from, until: completing.until + skips }, written)
  }

  /** Files were chosen, dropped or pasted. */
  bring(files: readonly File[]): void {
    if (files.length === 0 || !this.view.mayWrite.peek().ok) return
    const { t } = this.app.words.peek()
    if (this.view.self.kind === 'guest') {
      this.notice.value = [t('composer.no-guests')]
      return
    }
    this.view.files.open().then(
      (bringing) => bringing.add(files),
      () => (this.notice.value = [t('app.not-loaded')]),
    )
    this.focus()
  }

  /** A voice message is asked for; one that is kept here waits to be said first. */
  record(): void {
    const { voice } = this.view.files
    const before = voice.peek()
    if (before?.standing.peek().is === 'failed') this.dropVoice(before)
    if (voice.peek() !== null) return
    import('../voice/voice.ts').then(
      ({ Voice }) => (voice.value ??= new Voice()),
      () => (this.notice.value = [this.app.words.peek().t('app.not-loaded')]),
    )
  }

  dropVoice(dropped: Voice): void {
    const { voice } = this.view.files
    dropped.end()
    if (voice.peek() === dropped) voice.value = null
    if (!isTouched()) this.focus()
  }

  pasted(event: ClipboardEvent): void {
    const { clipboardData } = event
    // A table or a text of an office program comes with a picture of itself.
    if (clipboardData === null || clipboardData.types.includes('text/plain')) return
    if (clipboardData.files.length > 0) event.preventDefault()
    this.bring([...clipboardData.files])
  }

  insert(text: string): void {
    const field = this.#field
    if (field === null) return
    const { selectionStart: from, selectionEnd: until, value } = field
    const before = from > 0 && !/\s/.test(value[from - 1] ?? '') ? ' ' : ''
    replaceIn(field, { from, until }, `${before}${text} `)
  }

  /** Ends an answer or a change; whether there was one. */
  cancel(): boolean {
    const { replyTo, editing } = this.writing
    const was = replyTo.peek() !== null || editing.peek() !== null || this.notice.peek().length > 0
    replyTo.value = null
    editing.value = null
    this.notice.value = []
    return was
  }

  send(): void {
    if (this.#isBusy.peek()) return
    const text = this.text.peek()
    const editing = this.writing.editing.peek()
    const isEmpty = text.trim() === '' && (editing !== null || !this.hasFiles.peek())
    if (isEmpty || this.length.peek() > this.app.messageLength.peek()) return
    if (editing !== null) return this.#work(() => this.#saveEdit(editing.id, text))
    const written = readWritten(text)
    if (written.kind === 'command') return this.#work(() => this.#run(written))
    if (this.#files.peek().some(({ way }) => way.peek().is === 'failed')) {
      this.notice.value = [this.app.words.peek().t('composer.mend-files')]
      return
    }
    const replyTo = this.writing.replyTo.peek()
    const said = written.kind === 'said' ? this.#signed(written.text) : ''
    this.view.send(said, replyTo === null ? {} : { replyTo: replyTo.id })
    this.sent(text)
  }

  /** What was written is out: the field is emptied, unless somebody has gone on writing meanwhile. */
  sent(text: string): void {
    if (this.view.draft.peek() === text) this.view.draft.value = ''
    this.writing.replyTo.value = null
    this.notice.value = []
    this.#completing.value = null
  }

  async #saveEdit(id: string, text: string): Promise<void> {
    await this.view.edit(id, this.#signed(text))
    this.cancel()
  }

  async #run(written: Extract<Written, { kind: 'command' }>): Promise<void> {
    const commands = await this.commands.load()
    if (commands === null) this.notice.value = [this.app.words.peek().t('app.not-loaded')]
    else await commands.runCommand(written, this)
  }

  #signed(text: string): string {
    return withSigns(text, (name) => this.emoji.signOf(name))
  }

  #work(run: () => Promise<void>): void {
    const { t } = this.app.words.peek()
    this.#isBusy.value = true
    void run()
      .catch((fault: unknown) => {
        this.notice.value = [t('composer.not-done', { problem: this.app.wordOf(fault) })]
      })
      .finally(() => (this.#isBusy.value = false))
  }

  #pressedInList(event: KeyboardEvent): boolean {
    const offered = this.offered.peek()
    const candidate = offered[this.chosen.peek()]
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step !== 0) {
      this.chosen.value = (this.chosen.peek() + step + offered.length) % offered.length
      return true
    }
    if (event.key === 'Escape') {
      this.#completing.value = null
      return true
    }
    const isWhole =
      candidate?.sign === undefined &&
      candidate?.name.toLowerCase() === this.#completing.peek()?.typed.toLowerCase()
    const accepts = event.key === 'Tab' || (event.key === 'Enter' && !event.shiftKey && !isWhole)
    if (candidate === undefined || !accepts) return false
    this.choose(candidate)
    return true
  }

  #editLast(): boolean {
    const { messages, self } = this.view
    const last = messages.value.findLast(
      ({ author, kind, deletedAt, pending }) =>
        author.id === self.id &&
        (kind === 'text' || kind === 'action') &&
        deletedAt === null &&
        pending === undefined,
    )
    if (last !== undefined) beginEdit(this.view, last)
    return last !== undefined
  }

  #toggle(mark: string): void {
    const field = this.#field
    if (field === null) return
    const { value, selectionStart, selectionEnd } = field
    const { text, from, until } = toggleMark({ text: value, from: selectionStart, until: selectionEnd }, mark)
    replaceIn(field, { from: 0, until: value.length }, text)
    field.setSelectionRange(from, until)
  }
}
