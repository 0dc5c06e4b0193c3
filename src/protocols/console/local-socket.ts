/** The operators' socket file: only the server's own system user can open it, and nothing of it is on the network. */
import { lstat, unlink } from 'node:fs/promises'
import { createServer, type Server, type Socket } from 'node:net'
import { socketPath } from '../../lib/socket-path.ts'
import { Connection, type NetLog } from '../../net/connection.ts'
import { startHeartbeat } from '../../net/heartbeat.ts'
import type { LineHandlers } from '../../net/line-connection.ts'
import type { LineFault } from '../../net/line-reader.ts'
import { Outbox } from '../../net/outbox.ts'
import { Readers } from '../../net/readers.ts'
import { bindSocket } from '../../net/socket-listeners.ts'
import { LocalSession, type SessionPorts } from './local-session.ts'
import { encodeFault } from './local-wire.ts'

const lineBytes = 64 * 1024
/** Long lists are one line; a program that does not read past this much is closed. */
const outboxBytes = 16 * 1024 * 1024
const mostConnections = 1000
/** How long the last answers may take to leave at the end. */
const grace = 500

const faults: Readonly<Record<LineFault, string>> = {
  'line-too-long': `that line is too long: at most ${lineBytes} bytes`,
  'not-utf8': 'that line is not UTF-8',
}

export interface LocalSocketPorts extends SessionPorts {
  readonly log: NetLog
}

export class LocalSocket {
  readonly #path: string
  readonly #ports: LocalSocketPorts
  readonly #server: Server
  readonly #outbox = new Outbox({ ceilingBytes: outboxBytes })
  readonly #readers = new Readers()
  readonly #connections = new Set<Connection<LocalSession>>()
  readonly #handlers: LineHandlers<LocalSession>
  #stopHeartbeat: () => void = () => undefined

  constructor(path: string, ports: LocalSocketPorts) {
    this.#path = path
    this.#ports = ports
    this.#handlers = handlersFor(ports)
    this.#server = createServer({ allowHalfOpen: true }, (socket) => this.#accept(socket))
  }

  /** Answers the path. Rejects with one line that says what to change. */
  async open(): Promise<string> {
    const address = openablePath(this.#path)
    await removeStale(this.#path)
    await listenPrivately(this.#server, address)
    this.#server.on('error', (err) => this.#ports.log.warn({ err }, 'a console could not be accepted'))
    this.#stopHeartbeat = startHeartbeat(this.#ports.clock, this.#connections)
    return this.#path
  }

  /** Bytes of answers and facts that have not left this process. */
  get queuedBytes(): number {
    let bytes = 0
    for (const connection of this.#connections) bytes += connection.unsentBytes
    return bytes
  }

  /** Stops accepting; what is under way is answered, within a bounded time. */
  async close(): Promise<void> {
    this.#stopHeartbeat()
    if (!this.#server.listening) return
    const closed = new Promise<void>((resolve) => {
      this.#server.close(() => resolve())
    })
    for (const { state } of this.#connections) state.close()
    const cutOff = setTimeout(() => {
      for (const connection of this.#connections) connection.destroy('server')
    }, grace)
    await closed
    clearTimeout(cutOff)
  }

  #accept(socket: Socket): void {
    const gone = (connection: Connection<LocalSession>): void => void this.#connections.delete(connection)
    const from = { id: this.#ports.newId<string>(), address: 'local', readers: this.#readers, gone }
    const limits = { lineBytes, heldBytes: lineBytes }
    const { clock, log } = this.#ports
    const settings = { handlers: this.#handlers, outbox: this.#outbox, clock, limits, log }
    const connection = new Connection<LocalSession>(socket, settings, from)
    this.#connections.add(connection)
    bindSocket(socket, connection)
    if (this.#connections.size > mostConnections)
      connection.end(encodeFault(null, 'too many consoles are open: close some'))
  }
}

/** Rejects a path that cannot be the path of a socket in words that say what to change. */
function openablePath(path: string): string {
  const openable = socketPath(path)
  if (openable !== null) return openable
  const bytes = Buffer.byteLength(path)
  throw new Error(
    `the path of the console socket is too long (${bytes} bytes): choose a data folder with a shorter path: ${path}`,
  )
}

/** What a killed server left behind. The lock on the data folder makes sure that no other server is alive. */
async function removeStale(path: string): Promise<void> {
  const found = await lstat(path).catch(() => null)
  if (found === null) return
  if (!found.isSocket())
    throw new Error(`${path} is in the way of the console socket and is no socket: remove or rename it`)
  await unlink(path)
}

/** The mode is set by the creation itself, so that there is no moment at which others could connect. */
function listenPrivately(server: Server, path: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const why = error.code === 'EACCES' ? 'no right to make it there' : (error.code ?? error.message)
      reject(new Error(`cannot open the console socket ${path}: ${why}`, { cause: error }))
    })
    const before = process.umask(0o177)
    try {
      server.listen(path, () => {
        server.removeAllListeners('error')
        resolve()
      })
    } finally {
      process.umask(before)
    }
  })
}

function handlersFor(ports: SessionPorts): LineHandlers<LocalSession> {
  return {
    opened: (connection) => new LocalSession(connection, ports),
    line: ({ state }, text) => state.receive(text),
    fault: ({ state }, fault) => state.refuse(faults[fault]),
    closed: ({ state }) => state.closed(),
  }
}
