/** Owns the place within a TELNET sequence: takes IAC commands out of a stream of bytes, however it is cut into chunks. */

const interpretAsCommand = 255
const dont = 254
const will = 251
const subnegotiation = 250
const interruptProcess = 244
const subnegotiationEnd = 240
const doOption = 253
const timingMark = 6

type Place = 'text' | 'command' | 'option' | 'do' | 'subnegotiation' | 'subnegotiation-command'

/** 0xFF occurs in no UTF-8 text, so a stream without TELNET passes through untouched. */
export class TelnetFilter {
  #place: Place = 'text'
  #interrupted = false
  #marked = false

  /** The chunk itself when there is nothing to take out, otherwise a shorter copy. */
  strip(chunk: Buffer): Buffer {
    if (this.#place === 'text' && !chunk.includes(interpretAsCommand)) return chunk
    const kept = Buffer.allocUnsafe(chunk.length)
    let length = 0
    for (const byte of chunk) {
      if (!this.#isText(byte)) continue
      kept[length] = byte
      length += 1
    }
    return kept.subarray(0, length)
  }

  /** Whether the peer asked to interrupt (Ctrl-C) since this was last called. */
  takeInterrupt(): boolean {
    const interrupted = this.#interrupted
    this.#interrupted = false
    return interrupted
  }

  /** Whether the peer asked for a timing mark since this was last called: after Ctrl-C it shows nothing until it is answered. */
  takeTimingMark(): boolean {
    const marked = this.#marked
    this.#marked = false
    return marked
  }

  #isText(byte: number): boolean {
    switch (this.#place) {
      case 'text':
        if (byte !== interpretAsCommand) return true
        this.#place = 'command'
        return false
      case 'command':
        this.#place = this.#afterCommand(byte)
        return byte === interpretAsCommand
      case 'do':
        if (byte === timingMark) this.#marked = true
        this.#place = 'text'
        return false
      case 'option':
        this.#place = 'text'
        return false
      case 'subnegotiation':
        if (byte === interpretAsCommand) this.#place = 'subnegotiation-command'
        return false
      case 'subnegotiation-command':
        this.#place = byte === subnegotiationEnd ? 'text' : 'subnegotiation'
    }
    return false
  }

  #afterCommand(byte: number): Place {
    if (byte === doOption) return 'do'
    if (byte >= will && byte <= dont) return 'option'
    if (byte === interruptProcess) this.#interrupted = true
    return byte === subnegotiation ? 'subnegotiation' : 'text'
  }
}
