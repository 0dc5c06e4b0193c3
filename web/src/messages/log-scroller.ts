/**
 * Which rows are drawn, and where the reader is. The place is held by a row, not by pixels: whatever grows, comes or goes above, that
 * row stays where it is; at the bottom, the bottom stays. Heights are estimated until a row has been drawn once.
 */
import { signal, type ReadonlySignal } from '@preact/signals'
import { HeightIndex } from './height-index.ts'
import type { Row, RowChange } from './rows.ts'

/** Rows from `first` until before `last`. */
export interface Range {
  readonly first: number
  readonly last: number
}

export interface LogElements {
  readonly scroller: HTMLElement
  /** As high as all rows together. */
  readonly space: HTMLElement
  /** Holds the rows that are drawn, one element each. */
  readonly drawn: HTMLElement
}

/** `offset`: from the upper edge of what is seen to the row's. */
type Anchor = { readonly index: number; readonly offset: number } | 'bottom'

const beyond = 700
const nearBottom = 8
/** A message or two. */
const contextAbove = 110
const mostMeasured = 50_000

export class LogScroller {
  readonly #range = signal<Range>({ first: 0, last: 0 })
  readonly #isAtBottom = signal(true)
  readonly #heights = new HeightIndex()
  readonly #measured = new Map<string, number>()
  readonly #estimate: (row: Row, width: number) => number
  #rows: readonly Row[] = []
  #anchor: Anchor = 'bottom'
  #sticks = true
  #elements: LogElements | null = null
  #drawnFrom = 0
  #lastTop = 0
  /** What the place was made for: width and height of what is seen. */
  #lastSize = ''

  constructor(estimate: (row: Row, width: number) => number) {
    this.#estimate = estimate
  }

  get range(): ReadonlySignal<Range> {
    return this.#range
  }

  /** Whether a row has been drawn, and its height is known. */
  isMeasured({ key }: Row): boolean {
    return this.#measured.has(key)
  }

  get isAtBottom(): ReadonlySignal<boolean> {
    return this.#isAtBottom
  }

  /** Rows that can be seen, in whole or in part. */
  get seen(): Range {
    const height = this.#elements?.scroller.clientHeight ?? 0
    const top = this.#wantedTop()
    return { first: this.#heights.indexAt(top), last: this.#heights.indexAt(top + height - 1) + 1 }
  }

  /** How much there is above and below what is seen. */
  get left(): { readonly above: number; readonly below: number } {
    const height = this.#elements?.scroller.clientHeight ?? 0
    const above = this.#wantedTop()
    return { above, below: this.#heights.total - above - height }
  }

  attach(elements: LogElements): () => void {
    this.#elements = elements
    const sizes = new ResizeObserver(() => {
      this.#catchUp()
      this.measure()
    })
    const observed = new Set<Element>()
    const changes = new MutationObserver(() => follow(elements.drawn, observed, sizes))
    const scrolled = (): void => this.#catchUp()
    sizes.observe(elements.scroller)
    changes.observe(elements.drawn, { childList: true })
    elements.scroller.addEventListener('scroll', scrolled, { passive: true })
    follow(elements.drawn, observed, sizes)
    this.#place()
    return () => {
      sizes.disconnect()
      changes.disconnect()
      elements.scroller.removeEventListener('scroll', scrolled)
      this.#elements = null
    }
  }

  /** Whether the bottom holds: not while there are newer messages beyond it. */
  stick(sticks: boolean): void {
    this.#sticks = sticks
    if (!sticks && this.#anchor === 'bottom') this.#anchor = this.#anchorAt(this.#wantedTop())
  }

  change(rows: readonly Row[], { from, removed, added }: RowChange): void {
    this.#catchUp()
    if (this.#isAtBottom.peek() && this.#sticks) this.#anchor = 'bottom'
    const places = this.#placesFromAnchor()
    const width = this.#elements?.scroller.clientWidth ?? 700
    const heights = rows
      .slice(from, from + added)
      .map((row) => this.#measured.get(row.key) ?? this.#estimate(row, width))
    this.#heights.splice(from, removed, heights)
    this.#rows = rows
    if (this.#anchor !== 'bottom') this.#anchor = this.#anchorAgain(places, { from, removed, added })
    this.#place()
  }

  /** After the rows of the range have been drawn: their heights are looked at, and everything put into its place before it is seen. */
  drawn({ first }: Range): void {
    this.#drawnFrom = first
    this.measure()
  }

  measure(): void {
    const { drawn } = this.#elements ?? {}
    if (drawn === undefined) return
    for (const [at, element] of [...drawn.children].entries()) {
      const index = this.#drawnFrom + at
      const row = this.#rows[index]
      const height = heightOf(element)
      // Somebody else's element, for a moment, between a change and its drawing; or a page that is not shown at all.
      if (row === undefined || height === 0 || element.getAttribute('data-key') !== row.key) continue
      this.#heights.set(index, height)
      this.#remember(row.key, height)
    }
    this.#place()
  }

  show(index: number, where: 'centre' | 'nearest'): void {
    const height = this.#elements?.scroller.clientHeight ?? 0
    const own = this.#heights.heightOf(index)
    const offset = this.#heights.offsetOf(index) - this.#wantedTop()
    if (where === 'nearest' && offset >= 0 && offset + own <= height) return
    const lower = Math.max(0, height - own)
    const wanted = where === 'centre' ? lower / 2 : offset < 0 ? 0 : lower
    this.#anchor = { index, offset: Math.max(0, wanted) }
    this.#place()
  }

  /** Where one begins to read: a little of what stands above can be seen. */
  begin(index: number): void {
    this.#anchor = { index, offset: contextAbove }
    this.#isAtBottom.value = false
    this.#place()
  }

  toBottom(): void {
    this.#anchor = this.#sticks ? 'bottom' : this.#anchorAt(Infinity)
    this.#place()
  }

  /**
   * The reader may have scrolled since: where they are now is where they want to be. Where the size has changed it was the browser
   * that scrolled, as to the top of a log that is not shown for a moment: the place stays.
   */
  #catchUp(): void {
    const { scroller } = this.#elements ?? {}
    if (scroller === undefined || scroller.scrollTop === this.#lastTop) return
    if (sizeOf(scroller) !== this.#lastSize) return this.#place()
    const top = scroller.scrollTop
    this.#lastTop = top
    const below = this.#heights.total - top - scroller.clientHeight
    this.#anchor = this.#sticks && below <= nearBottom ? 'bottom' : this.#anchorAt(top)
    this.#draw(top)
  }

  #place(): void {
    const { scroller, space, drawn } = this.#elements ?? {}
    if (scroller === undefined || space === undefined || drawn === undefined) return
    if (scroller.clientHeight === 0) return
    this.#lastSize = sizeOf(scroller)
    const top = this.#wantedTop()
    space.style.height = `${this.#heights.total}px`
    drawn.style.transform = `translateY(${this.#heights.offsetOf(this.#drawnFrom)}px)`
    if (Math.abs(scroller.scrollTop - top) >= 1) scroller.scrollTop = top
    this.#lastTop = scroller.scrollTop
    this.#draw(top)
  }

  #draw(top: number): void {
    const height = this.#elements?.scroller.clientHeight ?? 0
    const first = this.#heights.indexAt(top - beyond)
    const last = Math.min(this.#rows.length, this.#heights.indexAt(top + height + beyond) + 1)
    const { value } = this.#range
    if (value.first !== first || value.last !== last) this.#range.value = { first, last }
    this.#isAtBottom.value = this.#anchor === 'bottom' || (this.#sticks && this.#isDrawnTo(top + height))
  }

  /** Whether what is seen ends with the last row, by heights that are known. */
  #isDrawnTo(lowest: number): boolean {
    const last = this.#rows.at(-1)
    return last !== undefined && this.isMeasured(last) && this.#heights.total - lowest <= nearBottom
  }

  #wantedTop(): number {
    const height = this.#elements?.scroller.clientHeight ?? 0
    const lowest = Math.max(0, this.#heights.total - height)
    if (this.#anchor === 'bottom') return lowest
    const top = this.#heights.offsetOf(this.#anchor.index) - this.#anchor.offset
    return Math.max(0, Math.min(top, lowest))
  }

  #anchorAt(top: number): Anchor {
    const index = this.#heights.indexAt(top)
    const lowest = this.#heights.total - (this.#elements?.scroller.clientHeight ?? 0)
    return { index, offset: this.#heights.offsetOf(index) - Math.max(0, Math.min(top, lowest)) }
  }

  /** The rows from the anchor downwards, and where they are: one of them will still be there after a change. */
  #placesFromAnchor(): readonly { readonly key: string; readonly offset: number }[] {
    if (this.#anchor === 'bottom') return []
    const { index, offset } = this.#anchor
    const start = this.#heights.offsetOf(index)
    return this.#rows
      .slice(index, index + 60)
      .map(({ key }, at) => ({ key, offset: offset + this.#heights.offsetOf(index + at) - start }))
  }

  #anchorAgain(
    places: readonly { readonly key: string; readonly offset: number }[],
    { from, removed, added }: RowChange,
  ): Anchor {
    if (this.#anchor === 'bottom') return 'bottom'
    const { index, offset } = this.#anchor
    if (index < from) return this.#anchor
    if (index >= from + removed) return { index: index + added - removed, offset }
    const indexes = new Map(this.#rows.slice(from).map(({ key }, at) => [key, from + at]))
    for (const place of places) {
      const again = indexes.get(place.key)
      if (again !== undefined) return { index: again, offset: place.offset }
    }
    return { index: Math.max(0, Math.min(index, this.#rows.length - 1)), offset }
  }

  #remember(key: string, height: number): void {
    if (this.#measured.size >= mostMeasured) this.#measured.clear()
    this.#measured.set(key, height)
  }
}

function sizeOf({ clientWidth, clientHeight }: Element): string {
  return `${clientWidth}×${clientHeight}`
}

/** As it is laid out. What a rectangle on the screen says depends, millions of pixels down, on where the row stands. */
function heightOf(element: Element): number {
  const height = Number.parseFloat(getComputedStyle(element).height)
  return Number.isNaN(height) ? 0 : height
}

function follow(drawn: HTMLElement, observed: Set<Element>, sizes: ResizeObserver): void {
  const now = new Set<Element>(drawn.children)
  for (const element of observed) if (!now.has(element)) sizes.unobserve(element)
  for (const element of now) if (!observed.has(element)) sizes.observe(element)
  observed.clear()
  for (const element of now) observed.add(element)
}
