/** Owns the connections to a MariaDB server: so many at most, those who wait for one with a deadline, broken ones replaced. */
import type { MysqlPool, MysqlPoolConnection } from 'kysely'
import { ChatError } from '../../../core/errors.ts'
import { deadlines, mostWaiting } from '../server/deadlines.ts'
import { storageError } from '../server/storage-error.ts'
import { type ConnectionOptions, MariadbConnection } from './connection.ts'

export interface PoolOptions extends ConnectionOptions {
  readonly connections: number
}

interface Waiting {
  readonly resolve: (connection: MariadbConnection) => void
  readonly reject: (error: unknown) => void
  readonly deadline: NodeJS.Timeout
}

export class MariadbPool implements MysqlPool {
  readonly #options: PoolOptions
  readonly #waiting = new Set<Waiting>()
  /** Each with the timer that closes it when nobody needs it. */
  readonly #idle = new Map<MariadbConnection, NodeJS.Timeout>()
  /** Being made, in use, or idle. */
  #open = 0
  #isClosed = false

  constructor(options: PoolOptions) {
    this.#options = options
  }

  get waiting(): number {
    return this.#waiting.size
  }

  getConnection(answered: (error: unknown, connection: MysqlPoolConnection) => void): void {
    this.#take().then(
      (connection) => answered(null, this.#lent(connection)),
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- Kysely's type wants a connection beside the error, and does not look at it
      (error: unknown) => answered(error, undefined as unknown as MysqlPoolConnection),
    )
  }

  /** Those in use are closed when they are given back. */
  end(ended: (error: unknown) => void): void {
    this.#isClosed = true
    for (const waiting of this.#waiting) this.#refuse(waiting, closed())
    const closing = [...this.#idle.keys()].map((connection) => this.#close(connection))
    Promise.all(closing).then(() => ended(null), ended)
  }

  #take(): Promise<MariadbConnection> {
    if (this.#isClosed) return Promise.reject(closed())
    const [idle] = [...this.#idle.keys()].slice(-1)
    if (idle !== undefined) return Promise.resolve(this.#wake(idle))
    if (this.#open < this.#options.connections) return this.#make()
    if (this.#waiting.size >= mostWaiting) return Promise.reject(new ChatError('busy', {}))
    return new Promise((resolve, reject) => {
      const deadline = setTimeout(
        () => this.#refuse(waiting, new Error('no connection came free in time')),
        deadlines.connectMs,
      )
      const waiting: Waiting = { resolve, reject, deadline }
      this.#waiting.add(waiting)
    })
  }

  #wake(connection: MariadbConnection): MariadbConnection {
    clearTimeout(this.#idle.get(connection))
    this.#idle.delete(connection)
    return connection
  }

  async #make(): Promise<MariadbConnection> {
    this.#open += 1
    try {
      const connection = await MariadbConnection.open(this.#options)
      connection.onBroken(() => this.#forgetIdle(connection))
      return connection
    } catch (error) {
      this.#open -= 1
      this.#serveNext()
      throw error
    }
  }

  #lent(connection: MariadbConnection): MysqlPoolConnection {
    let isBack = false
    return connection.pooled(() => {
      if (isBack) return
      isBack = true
      this.#takeBack(connection)
    })
  }

  #takeBack(connection: MariadbConnection): void {
    if (this.#isClosed) return void this.#close(connection)
    if (connection.isBroken) {
      connection.destroy()
      this.#open -= 1
      return this.#serveNext()
    }
    const [next] = this.#waiting
    if (next === undefined) return this.#rest(connection)
    this.#settle(next)
    next.resolve(connection)
  }

  #rest(connection: MariadbConnection): void {
    const ms = this.#options.patient ? deadlines.patientIdleMs : deadlines.idleMs
    this.#idle.set(
      connection,
      setTimeout(() => void this.#close(connection), ms),
    )
  }

  /** A place has come free: whoever waits for longest has a connection made for it, or is told why there is none. */
  #serveNext(): void {
    const [next] = this.#waiting
    if (next === undefined) return
    this.#settle(next)
    this.#make().then(next.resolve, next.reject)
  }

  #forgetIdle(connection: MariadbConnection): void {
    if (!this.#idle.has(connection)) return
    this.#wake(connection).destroy()
    this.#open -= 1
  }

  async #close(connection: MariadbConnection): Promise<void> {
    this.#wake(connection)
    this.#open -= 1
    await connection.end()
  }

  #settle(waiting: Waiting): void {
    clearTimeout(waiting.deadline)
    this.#waiting.delete(waiting)
  }

  #refuse(waiting: Waiting, why: Error): void {
    this.#settle(waiting)
    const refusal = storageError('storage-unavailable', why)
    this.#options.outages.failed(refusal)
    waiting.reject(refusal)
  }
}

function closed(): ChatError {
  return storageError('storage-unavailable', new Error('the connections to the database are closed'))
}
