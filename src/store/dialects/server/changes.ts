/** Owns the line of changes that take positions: what waits now becomes one transaction with one durable commit, in the order asked. */
import type { NewMessage } from '../../../core/store-port.ts'
import type { MessageId } from '../../../core/types.ts'
import { inTransaction, type Transaction } from '../../transaction.ts'
import { DatabaseError } from '../dialect.ts'
import { appendAll } from './append.ts'
import { Batch } from './batch.ts'
import type { ServerCapabilities } from './capabilities.ts'

/** A change of a message that is there; `null` where it finds nothing to do. */
export type ChangeWork<T> = (batch: Batch) => Promise<T | null>

interface Append {
  readonly kind: 'append'
  /** All of them or none. */
  readonly messages: readonly NewMessage[]
}

type Change =
  Append | { readonly kind: 'change'; readonly message: MessageId; readonly work: ChangeWork<unknown> }

interface Waiting {
  readonly change: Change
  readonly resolve: (value: unknown) => void
  readonly reject: (error: unknown) => void
}

/** Statements have a greatest number of parameters. */
const mostTogether = 500

export class Changes {
  readonly #capabilities: ServerCapabilities
  #waiting: Waiting[] = []
  #isRunning = false

  constructor(capabilities: ServerCapabilities) {
    this.#capabilities = capabilities
  }

  get waiting(): number {
    return this.#waiting.length
  }

  /** The positions given; `null` for those that were not stored (`appendAll`). */
  async append(messages: readonly NewMessage[]): Promise<readonly (number | null)[]> {
    return (await this.#ask<readonly (number | null)[]>({ kind: 'append', messages })) ?? []
  }

  change<T>(message: MessageId, work: ChangeWork<T>): Promise<T | null> {
    return this.#ask<T>({ kind: 'change', message, work })
  }

  #ask<T>(change: Change): Promise<T | null> {
    return new Promise((resolve, reject) => {
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- each change is answered with what its own work answered
      this.#waiting.push({ change, resolve: (value) => resolve(value as T | null), reject })
      if (this.#isRunning) return
      this.#isRunning = true
      // What is asked in the same turn goes along.
      setImmediate(() => void this.#run())
    })
  }

  async #run(): Promise<void> {
    while (this.#waiting.length > 0) await this.#commit(this.#takeNext())
    this.#isRunning = false
  }

  #takeNext(): readonly Waiting[] {
    let size = 0
    const rest = this.#waiting.findIndex(({ change }) => {
      size += change.kind === 'append' ? change.messages.length : 1
      return size > mostTogether
    })
    return this.#waiting.splice(0, rest === -1 ? this.#waiting.length : Math.max(rest, 1))
  }

  /** When one of them is refused, each is tried alone, so that it harms no neighbour. */
  async #commit(together: readonly Waiting[]): Promise<void> {
    try {
      const changes = together.map(({ change }) => change)
      const answers = await inTransaction(this.#capabilities.db, (transaction) =>
        runAll(transaction, changes, this.#capabilities),
      )
      for (const [index, { resolve }] of together.entries()) resolve(answers[index] ?? null)
    } catch (error) {
      if (together.length > 1 && error instanceof DatabaseError) {
        for (const one of together) await this.#commit([one])
        return
      }
      for (const { reject } of together) reject(error)
    }
  }
}

async function runAll(
  transaction: Transaction,
  changes: readonly Change[],
  capabilities: ServerCapabilities,
): Promise<readonly unknown[]> {
  const channels = changes.flatMap((change) =>
    change.kind === 'append' ? change.messages.map(({ channel }) => channel) : [],
  )
  const messages = changes.flatMap((change) => (change.kind === 'change' ? [change.message] : []))
  const batch = await Batch.begin(transaction, { channels, messages }, capabilities)
  const answers: unknown[] = []
  for (const group of neighbours(changes)) {
    if (Array.isArray(group)) answers.push(...(await appendEach(batch, group)))
    else answers.push(batch.channelOf(group.message) === undefined ? null : await group.work(batch))
  }
  await batch.finish()
  return answers
}

async function appendEach(
  batch: Batch,
  appends: readonly Append[],
): Promise<readonly (readonly (number | null)[])[]> {
  const all = appends.flatMap(({ messages }) => messages)
  const positions = await appendAll(batch, all)
  let end = 0
  return appends.map(({ messages }) => positions.slice(end, (end += messages.length)))
}

/** Messages that follow each other are stored together. */
function neighbours(changes: readonly Change[]): readonly (Append[] | Extract<Change, { kind: 'change' }>)[] {
  const groups: (Append[] | Extract<Change, { kind: 'change' }>)[] = []
  for (const change of changes) {
    const last = groups.at(-1)
    if (change.kind === 'change') groups.push(change)
    else if (Array.isArray(last)) last.push(change)
    else groups.push([change])
  }
  return groups
}
