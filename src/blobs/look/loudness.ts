/** How loud a sound is over its time, heard while it is decoded: as many heights as are shown, whatever its length. */

/** What it takes: one channel of signed 16 bits, so many times a second. */
export const samplesPerSecond = 8000
/** A twentieth of a second. */
const stretch = samplesPerSecond / 20
export const waveformPeaks = 64

export class Loudness {
  /** The loudest of each stretch, from 0 to 32 768. */
  readonly #peaks: number[] = []
  #samples = 0
  #odd: Buffer = Buffer.alloc(0)

  take(part: Buffer): void {
    const bytes = this.#odd.length === 0 ? part : Buffer.concat([this.#odd, part])
    const even = bytes.length - (bytes.length % 2)
    for (let at = 0; at < even; at += 2) this.#hear(Math.abs(bytes.readInt16LE(at)))
    this.#odd = bytes.subarray(even)
  }

  get milliseconds(): number {
    return Math.round((this.#samples / samplesPerSecond) * 1000)
  }

  /** Base64 of a byte for each height, 255 being the loudest there is in it; `null`: nothing was heard. */
  waveform(): string | null {
    const count = this.#peaks.length
    if (count === 0) return null
    const loudest = this.#peaks.reduce((most, peak) => Math.max(most, peak), 1)
    const heights = Array.from({ length: waveformPeaks }, (_, at) => {
      const from = Math.floor((at * count) / waveformPeaks)
      const to = Math.max(from + 1, Math.floor(((at + 1) * count) / waveformPeaks))
      const peak = this.#peaks.slice(from, to).reduce((most, next) => Math.max(most, next), 0)
      return Math.round((peak / loudest) * 255)
    })
    return Buffer.from(heights).toString('base64')
  }

  #hear(volume: number): void {
    const place = Math.floor(this.#samples / stretch)
    this.#samples += 1
    if (volume > (this.#peaks[place] ?? -1)) this.#peaks[place] = volume
  }
}
