/** A clamd as far as INSTREAM and VERSION go, on a real socket; it can be made to do everything that a scanner should not. */
import { rmSync } from 'node:fs'
import { createServer, type Server, type Socket } from 'node:net'
import { freePort } from './free-port.ts'

/** Found in a file, it is answered with a finding. */
export const marker = 'THIS IS A VIRUS, TO THE FAKE'
export const signature = 'Test.Fake-1'

/**
 * What happens instead of an answer. `limit`: more than so many bytes are refused in the middle, as clamd does; `vanish`: it goes after
 * so many; `says`: it answers this, whatever came; `drip`: its answer comes byte by byte; `stall`: it reads nothing until `release`.
 */
export type Trouble =
  | { readonly is: 'limit' | 'vanish'; readonly bytes: number }
  | { readonly is: 'says'; readonly text: string }
  | { readonly is: 'silence' | 'hang-up' | 'drip' | 'stall' }

export class FakeClamd {
  /** As in the configuration. */
  readonly place: string
  trouble: Trouble | null = null
  /** Whether files are looked into, and remembered. */
  isCurious = true
  /** Every file that came whole. */
  readonly files: Buffer[] = []
  /** Bytes that were read of files. */
  received = 0
  readonly #listenAt: string | number
  readonly #sockets = new Set<Socket>()
  #server: Server | null = null

  private constructor(place: string, listenAt: string | number) {
    this.place = place
    this.#listenAt = listenAt
  }

  static async onPort(): Promise<FakeClamd> {
    const port = await freePort()
    return FakeClamd.#opened(new FakeClamd(`tcp://127.0.0.1:${port}`, port))
  }

  static onSocket(path: string): Promise<FakeClamd> {
    return FakeClamd.#opened(new FakeClamd(path, path))
  }

  static async #opened(clamd: FakeClamd): Promise<FakeClamd> {
    await clamd.comeBack()
    return clamd
  }

  comeBack(): Promise<void> {
    const server = createServer((socket) => this.#hear(socket))
    this.#server = server
    const at = this.#listenAt
    return new Promise((resolve, reject) => {
      server.once('error', reject)
      if (typeof at === 'string') server.listen(at, resolve)
      else server.listen(at, '127.0.0.1', resolve)
    })
  }

  async goAway(): Promise<void> {
    const server = this.#server
    this.#server = null
    if (server === null) return
    const closed = new Promise<void>((resolve) => server.close(() => resolve()))
    for (const socket of this.#sockets) socket.destroy()
    await closed
    if (typeof this.#listenAt === 'string') rmSync(this.#listenAt, { force: true })
  }

  /** Those that were stalled are read. */
  release(): void {
    this.trouble = null
    for (const socket of this.#sockets) socket.resume()
  }

  get connections(): number {
    return this.#sockets.size
  }

  #hear(socket: Socket): void {
    this.#sockets.add(socket)
    socket.on('close', () => this.#sockets.delete(socket))
    socket.on('error', () => undefined)
    const stream = new Stream(this.isCurious)
    socket.on('data', (data) => this.#take(socket, stream, data))
    if (this.trouble?.is === 'stall') socket.pause()
  }

  #take(socket: Socket, stream: Stream, data: Buffer): void {
    const before = stream.bytes
    const state = stream.take(data)
    this.received += stream.bytes - before
    const { trouble } = this
    if (trouble?.is === 'limit' && stream.bytes > trouble.bytes) {
      socket.end('INSTREAM size limit exceeded. ERROR\0', () => socket.destroy())
    } else if (trouble?.is === 'vanish' && stream.bytes > trouble.bytes) socket.destroy()
    else if (state === 'version') socket.end('ClamAV 0.0.0-fake\0')
    else if (state === 'whole') this.#answer(socket, stream.file())
  }

  #answer(socket: Socket, file: Buffer): void {
    this.files.push(file)
    const { trouble } = this
    if (trouble?.is === 'silence') return
    if (trouble?.is === 'hang-up') return void socket.destroy()
    const text = file.includes(marker) ? `stream: ${signature} FOUND\0` : 'stream: OK\0'
    if (trouble?.is === 'drip') return drip(socket, text)
    socket.end(trouble?.is === 'says' ? trouble.text : text)
  }
}

function drip(socket: Socket, text: string): void {
  const [first = '', rest] = [text[0], text.slice(1)]
  if (rest === '') socket.end(first)
  else socket.write(first, () => setImmediate(() => drip(socket, rest)))
}

/** What one connection has said so far. */
class Stream {
  readonly #keeps: boolean
  #waiting: Buffer = Buffer.alloc(0)
  #hasBegun = false
  readonly #chunks: Buffer[] = []
  bytes = 0

  constructor(keeps: boolean) {
    this.#keeps = keeps
  }

  take(data: Buffer): 'more' | 'version' | 'whole' {
    this.#waiting = Buffer.concat([this.#waiting, data])
    if (!this.#hasBegun) {
      const end = this.#waiting.indexOf(0)
      if (end < 0) return 'more'
      const command = this.#waiting.subarray(0, end).toString()
      if (command === 'zVERSION') return 'version'
      if (command !== 'zINSTREAM') throw new Error(`clamd knows no ${command}`)
      this.#hasBegun = true
      this.#waiting = this.#waiting.subarray(end + 1)
    }
    return this.#takeChunks()
  }

  file(): Buffer {
    return Buffer.concat(this.#chunks)
  }

  #takeChunks(): 'more' | 'whole' {
    while (this.#waiting.length >= 4) {
      const length = this.#waiting.readUInt32BE()
      if (length === 0) return 'whole'
      if (this.#waiting.length < 4 + length) break
      if (this.#keeps) this.#chunks.push(this.#waiting.subarray(4, 4 + length))
      this.#waiting = this.#waiting.subarray(4 + length)
      this.bytes += length
    }
    return 'more'
  }
}
