/**
 * What this device keeps of somebody: their channels and messages to be read without a connection, what waits to be sent, drafts.
 * Whatever goes wrong with it, as in a private window, the page does without.
 */
import type { WireSelf } from '../../../src/protocols/api/wire.ts'
import type { Keep } from '../connection/keep.ts'
import type { KeptPlace } from '../offline/kept-database.ts'
import type { Offline, OfflinePorts } from '../offline/offline.ts'
import type { ChannelLog } from './channel-log.ts'
import { dropDrafts } from './draft.ts'

export interface KeptPorts extends Omit<OfflinePorts, 'mayKeep'> {
  readonly shelf: Storage
  readonly keep: Keep
}

/** For whom messages are kept; known without opening anything, and to other tabs at once. */
const owner = 'parlance.kept'
/** Somebody has signed out here, and the server has not been told yet. */
const leaving = 'parlance.leaving'

export class Kept {
  readonly #ports: KeptPorts
  #part: Promise<Offline> | null = null

  constructor(ports: KeptPorts) {
    this.#ports = ports
  }

  get isThere(): boolean {
    return this.#ports.shelf.getItem(owner) !== null
  }

  get isLeaving(): boolean {
    return this.#ports.shelf.getItem(leaving) !== null
  }

  /** Who was here last, and where. */
  place(): Promise<KeptPlace | null> {
    return this.isThere ? this.#ask((part) => part.place(), null) : Promise.resolve(null)
  }

  log(channel: string): Promise<ChannelLog | null> {
    return this.isThere ? this.#ask((part) => part.log(channel), null) : Promise.resolve(null)
  }

  /** Somebody has signed in, or is back: what another one has left is removed. A guest has nothing to come back to. */
  async begin({ id, kind }: WireSelf): Promise<void> {
    if (kind === 'guest') return this.forget()
    const { shelf, keep } = this.#ports
    const isNew = shelf.getItem(owner) !== id
    this.#write(owner, id)
    if (isNew) {
      dropDrafts(shelf, (user) => user !== id)
      await keep.dropAll((user) => user !== id).catch(() => undefined)
    }
    await this.#ask((part) => part.begin(isNew), undefined)
  }

  /** The sign-in has ended: nothing can be read here any more. What was written and not sent waits for them. */
  async forget(): Promise<void> {
    if (!this.isThere) return
    this.#ports.shelf.removeItem(owner)
    await this.#ask((part) => part.forget(), undefined)
  }

  /** They say that they go: nothing of them stays. */
  async leave(): Promise<void> {
    const { shelf, keep } = this.#ports
    this.#write(leaving, 'yes')
    dropDrafts(shelf, () => true)
    await keep.dropAll(() => true).catch(() => undefined)
    await this.forget()
  }

  hasLeft(): void {
    this.#ports.shelf.removeItem(leaving)
  }

  /** Loaded by those who have something to keep. */
  async #ask<T>(work: (part: Offline) => Promise<T>, otherwise: T): Promise<T> {
    const mayKeep = (user: string) => this.#ports.shelf.getItem(owner) === user
    this.#part ??= import('../offline/offline.ts').then((loaded) =>
      loaded.Offline.open({ ...this.#ports, mayKeep }),
    )
    return this.#part.then(work).catch(() => otherwise)
  }

  #write(key: string, value: string): void {
    try {
      this.#ports.shelf.setItem(key, value)
    } catch {
      // Full, or not allowed: nothing is kept.
    }
  }
}
