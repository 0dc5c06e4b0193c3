/** Owns bcrypt: digest first, a bounded queue before the thread pool, the same time for unknown names. */
import { createHash, randomBytes } from 'node:crypto'
import { availableParallelism } from 'node:os'
import bcrypt from 'bcrypt'
import { deriveScramKeys } from './scram.ts'

export interface PasswordHasherOptions {
  /** bcrypt's cost, read anew for every hash so that a reload takes effect. */
  readonly cost: () => number
  /** Calls that may wait; one more is refused by `busy`. */
  readonly queue: () => number
  /** SCRAM's iterations, or `null` where it is not offered. */
  readonly scramIterations: () => number | null
  /** Makes the error a refused call rejects with. */
  readonly busy: () => Error
}

/** Threads given to bcrypt at once: the event loop and the pool's other users (files, DNS) keep theirs. */
const lanes = Math.max(1, Math.min(3, availableParallelism()))

export class PasswordHasher {
  readonly #options: PasswordHasherOptions
  readonly #waiting: (() => void)[] = []
  #running = 0
  #decoy: { cost: number; hash: Promise<string> } | null = null

  constructor(options: PasswordHasherOptions) {
    this.#options = options
  }

  hash(password: string): Promise<string> {
    return this.#enqueue(() => bcrypt.hash(prehash(password), this.#options.cost()))
  }

  /** With `null` it does the same work against a decoy and answers false. */
  verify(password: string, hash: string | null): Promise<boolean> {
    return this.#enqueue(async () => {
      const matches = await bcrypt.compare(prehash(password), hash ?? (await this.#decoyHash()))
      return hash !== null && matches
    })
  }

  /** JSON of `ScramKeys`; `null` where SCRAM is not offered. */
  async scramKeys(password: string): Promise<string | null> {
    const iterations = this.#options.scramIterations()
    if (iterations === null) return null
    return JSON.stringify(
      await this.#enqueue(() => deriveScramKeys(password, { salt: randomBytes(16), iterations })),
    )
  }

  isWeak(hash: string): boolean {
    return bcrypt.getRounds(hash) < this.#options.cost()
  }

  /** Prepares the decoy, so that the first unknown name takes no longer than the second. */
  async warm(): Promise<void> {
    await this.#decoyHash()
  }

  #decoyHash(): Promise<string> {
    const cost = this.#options.cost()
    if (this.#decoy?.cost !== cost) this.#decoy = { cost, hash: bcrypt.hash(prehash('decoy'), cost) }
    return this.#decoy.hash
  }

  async #enqueue<T>(work: () => Promise<T>): Promise<T> {
    if (this.#running >= lanes) {
      if (this.#waiting.length >= this.#options.queue()) throw this.#options.busy()
      await new Promise<void>((resolve) => this.#waiting.push(resolve))
    } else this.#running++
    try {
      return await work()
    } finally {
      const next = this.#waiting.shift()
      if (next === undefined) this.#running--
      else next()
    }
  }
}

/** bcrypt reads 72 bytes and stops at NUL: a SHA-384 in base64 is 64 bytes, holds no NUL, and no password is cut. */
function prehash(password: string): string {
  return createHash('sha384').update(password, 'utf8').digest('base64')
}
