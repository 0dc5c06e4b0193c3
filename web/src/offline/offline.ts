/** What can be done with what this device keeps: read it, keep it current while somebody is signed in, forget it. One after the other. */
import type { WireServer } from '../../../src/protocols/api/wire.ts'
import type { Call } from '../connection/calls.ts'
import type { ChannelLog } from '../state/channel-log.ts'
import type { Chat } from '../state/chat.ts'
import { KeptDatabase, type KeptPlace } from './kept-database.ts'
import { logOf } from './kept-log.ts'
import { Keeper } from './keeper.ts'
import { refresh } from './refresh.ts'

export interface OfflinePorts {
  readonly chat: Chat
  readonly call: Call
  readonly server: () => WireServer | null
  readonly pageLength: () => number
  /** Whether this device keeps anything for them. */
  readonly mayKeep: (user: string) => boolean
}

/** Not while the page is still being filled, and not for everybody at once after the server was away. */
const refreshAfter = 5000
const refreshWithin = 10_000
const betweenChannels = 1000

export class Offline {
  readonly #ports: OfflinePorts
  readonly #database: KeptDatabase
  #keeper: Keeper | null = null
  #last: Promise<unknown> = Promise.resolve()
  #refreshing: ReturnType<typeof setTimeout> | undefined

  constructor(database: KeptDatabase, ports: OfflinePorts) {
    this.#database = database
    this.#ports = ports
  }

  static async open(ports: OfflinePorts): Promise<Offline> {
    return new Offline(await KeptDatabase.open(), ports)
  }

  place(): Promise<KeptPlace | null> {
    return this.#inTurn(async () => {
      const place = await this.#database.place()
      return place !== undefined && this.#ports.mayKeep(place.user.id) ? place : null
    })
  }

  log(channel: string): Promise<ChannelLog | null> {
    return this.#inTurn(async () => {
      const kept = await this.#database.log(channel)
      return kept === undefined ? null : logOf(kept)
    })
  }

  /** Somebody is signed in, or is back. `isNew`: what is there is of somebody else. */
  begin(isNew: boolean): Promise<void> {
    return this.#inTurn(async () => {
      if (isNew) await this.#clear()
      this.#keeper ??= new Keeper({ ...this.#ports, database: this.#database })
      clearTimeout(this.#refreshing)
      this.#refreshing = setTimeout(() => void this.#refresh(), refreshAfter + Math.random() * refreshWithin)
    })
  }

  forget(): Promise<void> {
    return this.#inTurn(() => this.#clear())
  }

  async #clear(): Promise<void> {
    clearTimeout(this.#refreshing)
    await this.#keeper?.end()
    this.#keeper = null
    await this.#database.clear()
  }

  /** An interruption ends it; the next beginning takes it up again. */
  async #refresh(): Promise<void> {
    await refresh({ ...this.#ports, database: this.#database, pause }).catch(() => undefined)
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const mine = this.#last.catch(() => undefined).then(work)
    this.#last = mine
    return mine
  }
}

function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, betweenChannels))
}
