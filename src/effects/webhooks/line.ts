/** Owns the delivery to one webhook: one request at a time, in the order of the channel, again and again until it is taken or given up. */
import type { DeliverableWebhook, WebhookStore } from '../../core/store-port.ts'
import type { Clock, Log } from '../../core/ports.ts'
import type { OutgoingWebhook } from '../../core/types.ts'

/** Something to tell, at its place in the channel's order. `body: null`: nothing is sent of it. */
export interface News {
  readonly place: number
  readonly id: string
  readonly body: string | null
}

export interface LinePorts {
  readonly store: Pick<WebhookStore, 'setDelivered' | 'setFailing' | 'setStopped'>
  readonly clock: Clock
  readonly log: Log
  /** What comes next for a webhook that has been told everything up to `position`, in order. */
  readonly next: (webhook: OutgoingWebhook, position: number) => Promise<readonly News[]>
  /** Sends one; answers why it was not taken. */
  readonly send: (to: DeliverableWebhook, news: News & { readonly body: string }) => Promise<string | null>
  readonly gaveUp: (webhook: OutgoingWebhook, why: string) => Promise<void>
}

const second = 1000
const longestPause = 3_600_000
const givenUpAfter = 86_400_000

/** 1, 2, 4 … seconds, up to an hour. */
export function pauseAfter(failures: number): number {
  return Math.min(longestPause, second * 2 ** Math.min(failures - 1, 20))
}

export class DeliveryLine {
  readonly #to: DeliverableWebhook
  readonly #ports: LinePorts
  #position: number
  #failures = 0
  #isStopped = false
  #hasMore = false
  #running: Promise<void> | null = null
  #cancelRetry: (() => void) | null = null

  constructor(to: DeliverableWebhook, ports: LinePorts) {
    this.#to = to
    this.#ports = ports
    this.#position = to.webhook.position
  }

  get isFailing(): boolean {
    return this.#failures > 0
  }

  /** There may be something new. While a retry is due it waits for that. */
  wake(): void {
    this.#hasMore = true
    if (this.#isStopped || this.#running !== null || this.#cancelRetry !== null) return
    this.#running = this.#run()
      .catch((error: unknown) => this.#broke(error))
      .finally(() => {
        this.#running = null
        if (this.#hasMore) this.wake()
      })
  }

  /** Resolves when nothing is under way any more. What was not taken is sent at the next start. */
  async stop(): Promise<void> {
    this.#isStopped = true
    this.#cancelRetry?.()
    this.#cancelRetry = null
    await this.#running
  }

  async #run(): Promise<void> {
    this.#hasMore = false
    for (;;) {
      const found = await this.#ports.next(this.#to.webhook, this.#position)
      if (found.length === 0) return
      for (const news of found) {
        if (this.#isStopped || !(await this.#tell(news))) return
      }
      if (found.at(-1)?.body === null) await this.#keepPosition()
    }
  }

  /** Answers whether to go on with the next. */
  async #tell(news: News): Promise<boolean> {
    const { body } = news
    if (body === null) {
      this.#position = news.place
      return true
    }
    const problem = await this.#ports.send(this.#to, { ...news, body })
    if (problem !== null) return this.#failed(problem)
    this.#failures = 0
    this.#position = news.place
    return this.#keepPosition()
  }

  async #keepPosition(): Promise<boolean> {
    const isThere = await this.#ports.store.setDelivered(this.#to.webhook.id, this.#position)
    if (!isThere) this.#isStopped = true
    return isThere
  }

  /** Nothing is counted that a stopping server has broken off. */
  async #failed(problem: string): Promise<false> {
    if (this.#isStopped) return false
    const { webhook } = this.#to
    const { store, clock, log } = this.#ports
    this.#failures += 1
    const since = await store.setFailing(webhook.id, clock.now())
    log.info(
      { webhook: webhook.id, problem, failures: this.#failures, routine: true },
      'a webhook was not taken',
    )
    if (since === null) this.#isStopped = true
    else if (clock.now() - since >= givenUpAfter) await this.#giveUp(problem)
    else this.#retry()
    return false
  }

  async #giveUp(problem: string): Promise<void> {
    const { webhook } = this.#to
    this.#isStopped = true
    await this.#ports.gaveUp(webhook, problem)
    await this.#ports.store.setStopped(webhook.id, this.#ports.clock.now())
  }

  #retry(): void {
    if (this.#isStopped) return
    this.#cancelRetry = this.#ports.clock.after(pauseAfter(Math.max(1, this.#failures)), () => {
      this.#cancelRetry = null
      this.wake()
    })
  }

  /** The database did not answer: that is no fault of the receiver. */
  #broke(error: unknown): void {
    const { webhook } = this.#to
    this.#ports.log.error({ err: error, webhook: webhook.id }, 'a webhook could not be delivered')
    this.#retry()
  }
}
