/** What stands between readline and the terminal: a stream that can be muted, and lines printed above what is being typed. */
import { Writable } from 'node:stream'

/** Where the terminal's text goes. `write` must not block: a reader who pressed Ctrl-S must not stop the server. */
export interface TerminalOutput {
  write(text: string): unknown
  readonly columns?: number | undefined
  on?(event: 'resize', listener: () => void): unknown
}

/** The place of the cursor below and beside the beginning of the prompt. */
export interface CursorPlace {
  readonly rows: number
}

const usualColumns = 80

export class Screen extends Writable {
  /** Readline asks for this to edit in place. */
  readonly isTTY = true
  /** While it is set, nothing that readline shows is seen. */
  muted = false
  readonly #output: TerminalOutput

  constructor(output: TerminalOutput) {
    super({ decodeStrings: false })
    this.#output = output
    output.on?.('resize', () => this.emit('resize'))
  }

  get columns(): number {
    return this.#output.columns ?? usualColumns
  }

  /** Past readline, muted or not. */
  show(text: string): void {
    this.#output.write(text)
  }

  /**
   * Clears what is being typed and shows lines in its place. The cursor is left as far below them as it was below the
   * prompt, from where readline draws the prompt and what is being typed anew.
   */
  showAbove(lines: string, cursor: CursorPlace): void {
    this.clear(cursor)
    this.show(`${lines}\n${'\n'.repeat(cursor.rows)}`)
  }

  /** Takes the prompt and what is being typed off the screen. */
  clear(cursor: CursorPlace): void {
    const up = cursor.rows > 0 ? `\u001b[${cursor.rows}A` : ''
    this.show(`${up}\r\u001b[J`)
  }

  override _write(chunk: string | Buffer, _encoding: string, done: () => void): void {
    if (!this.muted) this.show(String(chunk))
    done()
  }
}
