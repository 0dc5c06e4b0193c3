/** One question to clamd, on a connection of its own: a file goes over as a stream (INSTREAM), one line comes back. */
import { once } from 'node:events'
import { open, type FileHandle } from 'node:fs/promises'
import { connect, type Socket } from 'node:net'
import { setImmediate as nextTurn } from 'node:timers/promises'

/** clamd cannot be reached, or does not answer. The message is one line for operators. */
export class ClamdError extends Error {
  override readonly name = 'ClamdError'
  /** The connection was cut while something was sent: what clamd had to say may have been lost with it. */
  readonly wasCut: boolean

  constructor(message: string, { wasCut = false } = {}) {
    super(message)
    this.wasCut = wasCut
  }
}

const chunkBytes = 256 * 1024
const cuts: ReadonlySet<string> = new Set(['EPIPE', 'ECONNRESET'])
const mostTimes = 5
/** Longer than any answer of clamd. */
const longestAnswer = 4096

/** `place`: `tcp://HOST:PORT`, or the path of a socket. Rejects with `ClamdError`; otherwise where there is no such file. */
export function askToScan(place: string, path: string, ending: AbortSignal): Promise<string> {
  const scan = async (): Promise<string> => {
    const file = await open(path, 'r')
    try {
      return await ask(place, ending, (socket) => send(socket, inChunks(file)))
    } finally {
      await file.close()
    }
  }
  return anewWhereCut(scan)
}

/** Where the machine is busy, what clamd said last may be lost several times in a row. */
async function anewWhereCut(scan: () => Promise<string>): Promise<string> {
  for (let time = 1; ; time += 1) {
    try {
      return await scan()
    } catch (error) {
      if (!(error instanceof ClamdError && error.wasCut) || time === mostTimes) throw error
    }
  }
}

/** What it is, as `ClamAV 1.4.3/27000/…`. Rejects with `ClamdError`. */
export function askVersion(place: string, ending: AbortSignal): Promise<string> {
  return ask(place, ending, async (socket) => void socket.write('zVERSION\0'))
}

async function ask(
  place: string,
  ending: AbortSignal,
  say: (socket: Socket) => Promise<void>,
): Promise<string> {
  if (ending.aborted) throw problemOf(ending.reason)
  const socket = connect(addressOf(place))
  const stop = (): void => void socket.destroy(problemOf(ending.reason))
  ending.addEventListener('abort', stop)
  const answer = answerOf(socket)
  // clamd answers before all has come when it is too much: what could not be sent then is no matter.
  const said = say(socket).catch((error: unknown) => void socket.destroy(problemOf(error)))
  try {
    return await answer
  } finally {
    ending.removeEventListener('abort', stop)
    socket.destroy()
    await said
  }
}

/** As fast as it is taken; ends early where the connection does. */
async function send(socket: Socket, pieces: AsyncIterable<Buffer>): Promise<void> {
  const closed = new AbortController()
  const { signal } = closed
  socket.once('close', () => closed.abort())
  for await (const piece of pieces) {
    if (socket.destroyed) return
    if (!socket.write(piece)) await once(socket, 'drain', { signal }).catch(() => undefined)
    // What has arrived is read first: writing to a connection that clamd has closed would take its last words away.
    await nextTurn()
    await nextTurn()
  }
}

/** The protocol's form: each chunk behind its length in four bytes, a length of nothing at the end. */
async function* inChunks(file: FileHandle): AsyncGenerator<Buffer> {
  yield Buffer.from('zINSTREAM\0')
  for await (const chunk of file.createReadStream({ highWaterMark: chunkBytes }))
    yield Buffer.concat([lengthOf(chunk.length), chunk])
  yield lengthOf(0)
}

function lengthOf(bytes: number): Buffer {
  const length = Buffer.alloc(4)
  length.writeUInt32BE(bytes)
  return length
}

/** Up to its end, which is a NUL. */
function answerOf(socket: Socket): Promise<string> {
  return new Promise((resolve, reject) => {
    let answer = ''
    socket.setEncoding('utf8')
    socket.on('data', (text: string) => {
      answer += text
      const end = answer.indexOf('\0')
      if (end >= 0) resolve(answer.slice(0, end).trimEnd())
      else if (answer.length > longestAnswer) reject(new ClamdError('clamd answers without end'))
    })
    socket.on('error', (error) => reject(problemOf(error)))
    socket.on('close', () => reject(new ClamdError('clamd closed the connection without an answer')))
  })
}

function problemOf(error: unknown): ClamdError {
  if (error instanceof ClamdError) return error
  const why = error instanceof Error ? ('code' in error ? String(error.code) : error.message) : String(error)
  return new ClamdError(`clamd cannot be asked (${why})`, { wasCut: cuts.has(why) })
}

function addressOf(
  place: string,
): { readonly path: string } | { readonly host: string; readonly port: number } {
  if (!place.startsWith('tcp://')) return { path: place }
  const { hostname, port } = new URL(place)
  return { host: hostname.replace(/^\[|\]$/g, ''), port: Number(port) }
}
