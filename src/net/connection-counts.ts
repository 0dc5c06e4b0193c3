/** Owns how many connections are open, in all and from each address; one object may serve several listeners. */

/** Read anew for every connection, so that they may be getters over a configuration that is reloaded. */
export interface ListenLimits {
  /** The most connections at once, over everything that shares the counts. */
  readonly connections: number
  /** The most from one address, likewise. */
  readonly connectionsPerAddress: number
}

export class ConnectionCounts {
  #total = 0
  readonly #perAddress = new Map<string, number>()

  /** Everybody whose socket is open, also those who have not finished a handshake. */
  get total(): number {
    return this.#total
  }

  from(address: string): number {
    return this.#perAddress.get(address) ?? 0
  }

  isFull(limits: ListenLimits): boolean {
    return this.#total >= limits.connections
  }

  isFullFor(address: string, limits: ListenLimits): boolean {
    return this.from(address) >= limits.connectionsPerAddress
  }

  add(): void {
    this.#total += 1
  }

  remove(): void {
    this.#total -= 1
  }

  addFrom(address: string): void {
    this.#perAddress.set(address, this.from(address) + 1)
  }

  removeFrom(address: string): void {
    const left = this.from(address) - 1
    if (left > 0) this.#perAddress.set(address, left)
    else this.#perAddress.delete(address)
  }
}
