/** Owns the bytes of one connection that are not yet lines: chunks go in as they come, lines and faults come out in order. */
import { isUtf8 } from 'node:buffer'
import { TelnetFilter } from './telnet-filter.ts'

const lineFeed = 10
const carriageReturn = 13

export type LineFault = 'line-too-long' | 'not-utf8'

/** A line that could not be read, in its place among the others. */
export interface UnreadableLine {
  readonly fault: LineFault
  /** Byte by byte (latin1): a line that is not UTF-8, for doors that answer what it was about; of one too long the beginning. */
  readonly text?: string
}

const beginningBytes = 100
const nothing = Buffer.alloc(0)

export interface LineReaderOptions {
  /** The most bytes of one line, its ending included; read anew for every chunk. */
  readonly lineBytes: number
}

/** What a wire makes of bytes that are not text. */
export interface LineForm {
  /** Whether TELNET's commands are taken out, and its CR NUL ends a line. Without it bytes from 0xF0 are only not UTF-8. */
  readonly telnet: boolean
  /** Whether a CR alone ends a line too: where it would, for some who read it, anybody could write lines in others' names. */
  readonly bareCarriageReturn: boolean
}

const telnetForm: LineForm = { telnet: true, bareCarriageReturn: false }

/**
 * A line ends in LF or CR LF, and in what the form says besides. A line without an end is never handed out: half a command must
 * not be carried out because a connection broke.
 */
export class LineReader {
  readonly #options: LineReaderOptions
  readonly #form: LineForm
  readonly #telnet: TelnetFilter | null
  /** The beginning of a line whose end has not come. */
  #rest: Buffer = nothing
  #discarding = false
  #afterCarriageReturn = false
  #ready: (string | UnreadableLine)[] = []
  #taken = 0
  #readyBytes = 0
  /** Whether the line last handed out ended in CR LF or CR NUL, as TELNET's do. */
  endedWithCarriageReturn = false

  constructor(options: LineReaderOptions, form = telnetForm) {
    this.#options = options
    this.#form = form
    this.#telnet = form.telnet ? new TelnetFilter() : null
  }

  /** Bytes received that have not been handed out, roughly: lines count until the last of them is taken. */
  get bufferedBytes(): number {
    return this.#rest.length + this.#readyBytes
  }

  push(chunk: Buffer): void {
    const bytes = this.#withLineFeeds(this.#telnet?.strip(chunk) ?? chunk)
    const end = bytes.lastIndexOf(lineFeed) + 1
    if (end > 0) this.#finishLines(bytes.subarray(0, end))
    if (end < bytes.length) this.#keep(end === 0 ? bytes : bytes.subarray(end))
  }

  /** The next line, the next fault, or `null` when there is none yet. */
  next(): string | UnreadableLine | null {
    const line = this.#ready[this.#taken]
    if (line === undefined) return null
    this.#taken += 1
    if (this.#taken === this.#ready.length) this.#nothingReady()
    if (typeof line !== 'string') return line
    this.endedWithCarriageReturn = line.endsWith('\r')
    return withoutReturn(line)
  }

  /** Takes the next line if there is one that `fits`; what could not be read stays where it is. */
  nextIf(fits: (line: string) => boolean): string | null {
    const line = this.#ready[this.#taken]
    if (typeof line !== 'string' || !fits(withoutReturn(line))) return null
    const next = this.next()
    return typeof next === 'string' ? next : null
  }

  /** Whether the peer asked to interrupt (Ctrl-C in telnet) since this was last called. */
  takeInterrupt(): boolean {
    return this.#telnet?.takeInterrupt() ?? false
  }

  /** Whether the peer asked for a timing mark since this was last called. */
  takeTimingMark(): boolean {
    return this.#telnet?.takeTimingMark() ?? false
  }

  /** Drops everything received and not handed out. */
  clear(): void {
    this.#rest = nothing
    this.#nothingReady()
  }

  #nothingReady(): void {
    this.#ready = []
    this.#taken = 0
    this.#readyBytes = 0
  }

  /** Makes every ending one with LF, also when its two bytes come in different chunks. */
  #withLineFeeds(chunk: Buffer): Buffer {
    const before = this.#afterCarriageReturn
    if (chunk.length > 0) this.#afterCarriageReturn = chunk[chunk.length - 1] === carriageReturn
    const bytes = this.#form.telnet && chunk.includes(0) ? withoutNulEndings(chunk, before) : chunk
    return this.#form.bareCarriageReturn ? withoutBareEndings(bytes, before) : bytes
  }

  #finishLines(bytes: Buffer): void {
    let whole = bytes
    if (this.#discarding) {
      this.#discarding = false
      whole = bytes.subarray(bytes.indexOf(lineFeed) + 1)
    } else if (this.#rest.length > 0) {
      whole = Buffer.concat([this.#rest, bytes])
      this.#rest = nothing
    }
    if (whole.length === 0) return
    this.#readyBytes += whole.length
    if (isUtf8(whole)) this.#split(whole.toString('utf8'))
    else this.#splitBytes(whole)
  }

  #split(text: string): void {
    const limit = this.#options.lineBytes
    let start = 0
    for (let end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n', start)) {
      const line = text.slice(start, end)
      this.#ready.push(isWithin(line, limit) ? line : tooLong(beginningOf(line, limit), limit))
      start = end + 1
    }
  }

  /** For when some line is not UTF-8: each is looked at by itself. */
  #splitBytes(bytes: Buffer): void {
    const limit = this.#options.lineBytes
    let start = 0
    for (let end = bytes.indexOf(lineFeed); end !== -1; end = bytes.indexOf(lineFeed, start)) {
      const line = bytes.subarray(start, end)
      if (line.length >= limit) this.#ready.push(tooLong(line, limit))
      else this.#ready.push(isUtf8(line) ? line.toString('utf8') : notUtf8(line))
      start = end + 1
    }
  }

  #keep(bytes: Buffer): void {
    if (this.#discarding) return
    const length = this.#rest.length + bytes.length
    const limit = this.#options.lineBytes
    if (length >= limit) {
      this.#ready.push(tooLong(Buffer.concat([this.#rest, bytes], limit), limit))
      this.#rest = nothing
      this.#discarding = true
      return
    }
    // Not from the shared pool: a peer that never ends its line would keep a whole slab of it alive.
    const rest = Buffer.allocUnsafeSlow(length)
    rest.set(this.#rest, 0)
    rest.set(bytes, this.#rest.length)
    this.#rest = rest
  }
}

function withoutReturn(line: string): string {
  return line.endsWith('\r') ? line.slice(0, -1) : line
}

/** At least as many bytes as the limit; one unit more, so that no pair of them is cut apart. */
function beginningOf(line: string, limit: number): Buffer {
  return Buffer.from(line.slice(0, limit + 1))
}

/** The same text however the bytes came. */
function tooLong(bytes: Buffer, limit: number): UnreadableLine {
  return { fault: 'line-too-long', text: bytes.toString('latin1', 0, Math.min(limit, beginningBytes)) }
}

function notUtf8(line: Buffer): UnreadableLine {
  const text = line.toString('latin1')
  return { fault: 'not-utf8', text: text.endsWith('\r') ? text.slice(0, -1) : text }
}

/** Whether a line and its LF fit; a UTF-16 unit is at most three bytes, so most lines need no counting. */
function isWithin(line: string, limit: number): boolean {
  return line.length * 3 < limit || Buffer.byteLength(line) < limit
}

/** CR NUL as CR LF. */
function withoutNulEndings(chunk: Buffer, afterCarriageReturn: boolean): Buffer {
  let before = afterCarriageReturn
  const bytes = Buffer.from(chunk)
  for (const [index, byte] of chunk.entries()) {
    if (byte === 0 && before) bytes[index] = lineFeed
    before = byte === carriageReturn
  }
  return bytes
}

/** Every CR that is not before LF as LF. The last byte may be before one: then that LF, which comes first next time, is dropped. */
function withoutBareEndings(chunk: Buffer, afterCarriageReturn: boolean): Buffer {
  const text = afterCarriageReturn && chunk[0] === lineFeed ? chunk.subarray(1) : chunk
  let bytes = text
  for (let at = text.indexOf(carriageReturn); at !== -1; at = text.indexOf(carriageReturn, at + 1)) {
    if (text[at + 1] === lineFeed) continue
    if (bytes === text) bytes = Buffer.from(text)
    bytes[at] = lineFeed
  }
  return bytes
}
