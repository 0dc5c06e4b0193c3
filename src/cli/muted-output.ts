/** The terminal's output with a switch: while muted, what a person types is not shown. */
import { Writable } from 'node:stream'

export class MutedOutput extends Writable {
  muted = false
  readonly #target: NodeJS.WriteStream

  constructor(target: NodeJS.WriteStream) {
    super({ decodeStrings: false })
    this.#target = target
    target.on('resize', () => this.emit('resize'))
  }

  /** The line editor wraps by it. */
  get columns(): number {
    return this.#target.columns
  }

  override _write(text: string, _encoding: BufferEncoding, done: () => void): void {
    if (!this.muted) this.#target.write(text)
    done()
  }
}
