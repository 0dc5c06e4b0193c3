/** Heights of all rows, measured or estimated, so that "what stands at this height" and "how high is this row" are quick to answer. */
export class HeightIndex {
  #heights: Float64Array = new Float64Array(0)
  /** A Fenwick tree over the heights: sums of any beginning, and changes, in log n steps. */
  #sums: Float64Array = new Float64Array(1)

  get length(): number {
    return this.#heights.length
  }

  get total(): number {
    return this.offsetOf(this.length)
  }

  heightOf(index: number): number {
    return this.#heights[index] ?? 0
  }

  /** `removed` rows at `from` give way to rows of these heights. */
  splice(from: number, removed: number, added: ArrayLike<number>): void {
    const heights = new Float64Array(this.length - removed + added.length)
    heights.set(this.#heights.subarray(0, from))
    heights.set(added, from)
    heights.set(this.#heights.subarray(from + removed), from + added.length)
    this.#heights = heights
    this.#sums = sumsOf(heights)
  }

  set(index: number, height: number): void {
    const change = height - this.heightOf(index)
    if (index < 0 || index >= this.length || change === 0) return
    this.#heights[index] = height
    for (let at = index + 1; at <= this.length; at += at & -at) this.#sums[at] = this.#sum(at) + change
  }

  /** The height of everything above a row; of all rows for `length`. */
  offsetOf(index: number): number {
    let offset = 0
    for (let at = Math.min(index, this.length); at > 0; at -= at & -at) offset += this.#sum(at)
    return offset
  }

  /** The row that covers this height; the first or the last one beyond the ends. */
  indexAt(offset: number): number {
    let index = 0
    let left = offset
    for (let step = 2 ** Math.floor(Math.log2(Math.max(1, this.length))); step >= 1; step /= 2) {
      if (index + step > this.length || this.#sum(index + step) > left) continue
      index += step
      left -= this.#sum(index)
    }
    return Math.max(0, Math.min(index, this.length - 1))
  }

  #sum(at: number): number {
    return this.#sums[at] ?? 0
  }
}

function sumsOf(heights: Float64Array): Float64Array {
  const sums = new Float64Array(heights.length + 1)
  sums.set(heights, 1)
  for (let at = 1; at < sums.length; at++) {
    const parent = at + (at & -at)
    if (parent < sums.length) sums[parent] = (sums[parent] ?? 0) + (sums[at] ?? 0)
  }
  return sums
}
