/** The log at work: rows made from messages, the place kept, pages asked for as one nears an end, what was seen counted as read. */
import { batch, computed, effect, signal, type ReadonlySignal, type Signal } from '@preact/signals'
import type { App } from '../state/app.ts'
import type { ChannelView } from '../state/channel-view.ts'
import { estimateHeight } from './estimate.ts'
import { createStartOfDay } from './local-day.ts'
import { createLogParts, type LogParts } from './log-parts.ts'
import { LogScroller, type LogElements, type Range } from './log-scroller.ts'
import { createReading, type Reading } from './reading.ts'
import { RowList, type Row, type RowChange } from './rows.ts'

const markedFor = 2400

export class LogController {
  readonly parts: LogParts
  readonly scroller = new LogScroller(estimateHeight)
  readonly #rows = signal<readonly Row[]>([])
  readonly #list = new RowList()
  readonly #startOfDay = createStartOfDay()
  readonly #view: ChannelView
  readonly #reading: Reading
  /** The newest position that was seen: what stands behind it is counted on the button. */
  readonly #seenPosition: Signal<number>
  #elements: LogElements | null = null
  /** Pages that have come: after each it is looked again whether the end is near. */
  readonly #pages = signal(0)
  #lastSent: string | null = null
  #isAsking = false
  /** Until the first messages have come: then it is known where one begins to read. */
  #isOpening = true
  /** Whether the messages that were held last reached to the newest. */
  #stuck = false
  /** The key of the row that gets the keyboard once it is drawn. */
  #focusOn: string | null = null

  constructor(view: ChannelView, app: App) {
    this.#view = view
    this.#seenPosition = signal(view.newSince.peek())
    this.parts = createLogParts(view, app, (id) => this.#showMessage(id))
    this.#reading = createReading(view)
    this.#refresh()
  }

  get rows(): ReadonlySignal<readonly Row[]> {
    return this.#rows
  }

  /** Messages of others further down that have not been seen. */
  readonly unseen = computed(() => {
    const { messages, self } = this.#view
    const seen = this.#seenPosition.value
    let count = 0
    for (let at = messages.value.length - 1; at >= 0; at--) {
      const message = messages.value[at]
      if (message === undefined || (message.pending === undefined && message.position <= seen)) break
      if (message.author.id !== self.id && message.kind !== 'tags') count++
    }
    return count
  })

  readonly keys = {
    parts: () => this.parts,
    rows: () => this.#rows.peek(),
    lastSeen: () => this.scroller.seen.last - 1,
    focusRow: (index: number) => this.#focusRow(index),
  }

  attach(elements: LogElements): () => void {
    this.#elements = elements
    const endings = [
      this.scroller.attach(elements),
      effect(() => this.#refresh()),
      effect(() => this.#land()),
      effect(() => this.#look()),
      () => this.#reading.end(),
    ]
    return () => {
      for (const end of endings) end()
      this.#elements = null
    }
  }

  drawn(range: Range): void {
    this.scroller.drawn(range)
    this.#see()
    this.#focus()
  }

  toNewest(): void {
    const { hasNewer } = this.#view
    if (!hasNewer.peek()) return this.scroller.toBottom()
    this.parts.attempt(this.#view.jumpToNewest().then(() => this.scroller.toBottom()))
  }

  #refresh(): void {
    const { messages, hasOlder, hasNewer, newSince, self } = this.#view
    const before = this.#list.rows
    const change = this.#list.update(messages.value, {
      self: self.id,
      newSince: newSince.value,
      fromBeginning: !hasOlder.value,
      startOfDay: this.#startOfDay,
    })
    const sticks = !hasNewer.value
    const flood = sticks && this.#stuck && !this.#isOpening ? this.#floodIn(change, before) : null
    this.#stuck = sticks
    batch(() => {
      // The bottom of a page that ended here before is no place to stay at: it holds from the next change on.
      if (!sticks) this.scroller.stick(false)
      this.#rows.value = this.#list.rows
      if (change.removed + change.added > 0) this.scroller.change(this.#list.rows, change)
      if (sticks) this.scroller.stick(true)
      if (flood === null) this.#begin()
      else this.scroller.begin(flood)
      if (this.#hasSent()) this.scroller.toBottom()
    })
  }

  /**
   * Where much that came at once begins, for somebody at the newest, as after an interruption: they have not seen it. What is said
   * while they look on comes one by one. `null`: nothing of the kind.
   */
  #floodIn({ from, removed, added }: RowChange, before: readonly Row[]): number | null {
    const { rows } = this.#list
    const isAtEnd = from + added === rows.length
    if (!isAtEnd || added - removed <= 3 || !this.scroller.isAtBottom.peek()) return null
    const known = new Set(before.map(({ key }) => key))
    const last = rows.findLastIndex(({ key }) => known.has(key))
    return last === -1 ? null : last + 1
  }

  /** A channel with something new is opened where that begins. */
  #begin(): void {
    const { messages, newSince, self } = this.#view
    if (!this.#isOpening || messages.peek().every(({ pending }) => pending !== undefined)) return
    this.#isOpening = false
    const isNew = (row: Row): boolean =>
      row.kind === 'new' ||
      (newSince.peek() === 0 && row.kind === 'message' && row.message.author.id !== self.id)
    const index = this.#list.rows.findIndex(isNew)
    if (index !== -1) this.scroller.begin(index)
  }

  /** Whether something of one's own is on its way that was not before: whoever says something looks at it. */
  #hasSent(): boolean {
    const last = this.#view.messages.peek().at(-1)
    const tag = last?.pending === 'sending' ? (last.clientTag ?? null) : null
    const isNew = tag !== null && tag !== this.#lastSent
    if (isNew) this.#lastSent = tag
    return isNew
  }

  /** Whatever moves the range, or brings messages: is an end near, and what has been read? */
  #look(): void {
    const { hasOlder, hasNewer } = this.#view
    void [this.scroller.range.value, this.#rows.value, this.#pages.value]
    const { above, below } = this.scroller.left
    const page = 2 * (this.#elements?.scroller.clientHeight ?? 0)
    if (page > 0 && hasOlder.value && above < page) this.#ask(() => this.#view.loadOlder())
    else if (page > 0 && hasNewer.value && below < page) this.#ask(() => this.#view.loadNewer())
    void this.scroller.isAtBottom.value
    this.#see()
  }

  #see(): void {
    const position = this.#lastSeenPosition()
    this.#seenPosition.value = Math.max(this.#seenPosition.peek(), position)
    this.#reading.seen(position)
  }

  #ask(load: () => Promise<void>): void {
    if (this.#isAsking) return
    this.#isAsking = true
    void load().then(
      () => {
        this.#isAsking = false
        this.#pages.value++
      },
      // Without a connection there is nothing to load; the next scroll asks again.
      () => (this.#isAsking = false),
    )
  }

  /** Estimates count for nothing: where rows are yet to be drawn, nothing has been seen. */
  #lastSeenPosition(): number {
    const { first, last } = this.scroller.seen
    const seen = this.#rows.peek().slice(first, last)
    if (seen.some((row) => !this.scroller.isMeasured(row))) return 0
    // What is on its way has no position yet.
    return Math.max(0, ...seen.map((row) => (row.kind === 'message' ? row.message.position : 0)))
  }

  /** Where a jump has led. */
  #land(): void {
    const id = this.#view.landing.value
    if (id !== null) this.#showRow(id)
  }

  #showMessage(id: string): void {
    if (!this.#showRow(id)) this.parts.attempt(this.#view.jumpTo({ message: id }))
  }

  #showRow(id: string): boolean {
    const rows = this.#rows.peek()
    const index = rows.findLastIndex((row) => row.kind === 'message' && row.message.id === id)
    const row = rows[index]
    if (row === undefined) return false
    this.scroller.show(index, 'centre')
    const { marked } = this.parts
    marked.value = row.key
    setTimeout(() => {
      if (marked.peek() === row.key) marked.value = null
    }, markedFor)
    return true
  }

  #focusRow(index: number): void {
    this.scroller.show(index, 'nearest')
    this.#focusOn = this.#rows.peek()[index]?.key ?? null
    this.#focus()
  }

  #focus(): void {
    const rows = this.#focusOn === null ? [] : (this.#elements?.drawn.children ?? [])
    const row = [...rows].find((element) => element.getAttribute('data-key') === this.#focusOn)
    if (row === undefined) return
    this.#focusOn = null
    row.querySelector('article')?.focus({ preventScroll: true })
  }
}
