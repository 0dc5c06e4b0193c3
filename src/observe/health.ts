/** Whether the server answers at all (`/healthz`) and is ready for people (`/readyz`). */
import type { SystemClock } from '../lib/clock.ts'
import type { Log } from '../lib/log.ts'

/** Answers what is wrong in a few words that anybody may read, or `null`. */
export type Check = () => Promise<string | null> | string | null

export interface HealthPorts {
  /** By the name under which the answer shows them. */
  readonly checks: Readonly<Record<string, Check>>
  /** What people are worse off without, and can be served without: shown beside the others, and decides nothing. */
  readonly remarks?: Readonly<Record<string, Check>>
  readonly clock: Pick<SystemClock, 'after'>
  readonly log: Log
}

export interface Readiness {
  readonly ready: boolean
  /** Each is `ok`, or `failed: …`; a remark is `ok` or `impaired: …`. */
  readonly checks: Readonly<Record<string, string>>
}

const deadlineMs = 1000

export class Health {
  readonly #ports: HealthPorts
  #underWay: Promise<Readiness> | null = null

  constructor(ports: HealthPorts) {
    this.#ports = ports
  }

  /** Whoever gets this answer knows: the process turns. */
  alive(): { readonly alive: true } {
    return { alive: true }
  }

  /** Never rejects, and answers within a second or so. Whoever asks meanwhile gets the same answer: asking often costs nothing. */
  ready(): Promise<Readiness> {
    this.#underWay ??= this.#ask().finally(() => {
      this.#underWay = null
    })
    return this.#underWay
  }

  async #ask(): Promise<Readiness> {
    const { checks, remarks = {} } = this.#ports
    const decisive = Object.entries(checks).map(async ([name, check]) => {
      const problem = await this.#within(name, check)
      return [name, problem === null ? 'ok' : `failed: ${problem}`, problem === null] as const
    })
    const beside = Object.entries(remarks).map(async ([name, check]) => {
      const problem = await this.#within(name, check)
      return [name, problem === null ? 'ok' : `impaired: ${problem}`, true] as const
    })
    const answers = await Promise.all([...decisive, ...beside])
    return {
      ready: answers.every(([, , isOk]) => isOk),
      checks: Object.fromEntries(answers.map(([name, words]) => [name, words])),
    }
  }

  async #within(name: string, check: Check): Promise<string | null> {
    const { promise: late, resolve } = Promise.withResolvers<string>()
    const cancel = this.#ports.clock.after(deadlineMs, () => resolve('no answer within a second'))
    try {
      return await Promise.race([check(), late])
    } catch (error) {
      // What exactly is for the log: this answer is open to anybody.
      this.#ports.log.error({ err: error, check: name }, 'a check of the health failed unexpectedly')
      return 'unexpected error'
    } finally {
      cancel()
    }
  }
}
