/** Owns which webhooks are being told: one line for each, woken by what happens in its channel. */
import type { ChatEvent } from '../../core/events.ts'
import type { Clock, Log, Publish, Store } from '../../core/ports.ts'
import type { DeliverableWebhook } from '../../core/store-port.ts'
import type { ChannelId, WebhookId } from '../../core/types.ts'
import { publicLookup } from '../../lib/public-lookup.ts'
import { giveUp } from './give-up.ts'
import { DeliveryLine, type LinePorts, type News } from './line.ts'
import { post } from './post.ts'
import { signedHeaders } from './signature.ts'
import { Turns } from '../../lib/turns.ts'

export interface DeliverySettings {
  readonly allowHttp: boolean
  readonly allowedHosts: readonly string[]
}

export interface DeliveryPorts extends Pick<LinePorts, 'next'> {
  readonly store: Pick<Store, 'webhooks' | 'audit' | 'channels'>
  readonly publish: Publish
  readonly clock: Clock
  readonly log: Log
  readonly settings: () => DeliverySettings
}

export interface DeliveryCounters {
  readonly taken: number
  readonly failed: number
  readonly givenUp: number
  /** Webhooks whose last request was not taken. */
  readonly failing: number
}

const mostAtOnce = 16
const deadline = 10_000

export class WebhookDeliveries {
  readonly #ports: DeliveryPorts
  readonly #line: LinePorts
  readonly #lines = new Map<WebhookId, { readonly channel: ChannelId; readonly line: DeliveryLine }>()
  readonly #turns = new Turns(mostAtOnce)
  readonly #ending = new AbortController()
  readonly #counts = { taken: 0, failed: 0, givenUp: 0 }
  #changing: Promise<void> = Promise.resolve()

  constructor(ports: DeliveryPorts) {
    this.#ports = ports
    const { store, clock, log, next } = ports
    this.#line = {
      store: store.webhooks,
      clock,
      log,
      next,
      send: (to, news) => this.#turns.take(() => this.#send(to, news)),
      gaveUp: async (webhook, why) => {
        this.#counts.givenUp += 1
        await giveUp(ports, webhook, why)
      },
    }
  }

  counters(): DeliveryCounters {
    const failing = [...this.#lines.values()].filter(({ line }) => line.isFailing).length
    return { ...this.#counts, failing }
  }

  /** Takes up what was waiting when the server stopped. */
  start(): Promise<void> {
    return this.#reload(null)
  }

  /** Something may have happened that was not noticed. */
  async refresh(): Promise<void> {
    await this.#reload(null)
    for (const { line } of this.#lines.values()) line.wake()
  }

  /** Never throws, never waits: what there is to tell is read from the store. */
  noticed(event: ChatEvent): void {
    if (event.type === 'webhook.changed') void this.#reload(event.channelId)
    else if (
      event.type === 'message.sent' ||
      event.type === 'message.edited' ||
      event.type === 'message.deleted'
    )
      this.#wake(event.channel.id)
  }

  /** Breaks off what is under way: it is sent again at the next start. */
  async stop(): Promise<void> {
    this.#ending.abort()
    await this.#changing
    await Promise.all([...this.#lines.values()].map(({ line }) => line.stop()))
    this.#lines.clear()
  }

  #wake(channel: ChannelId): void {
    for (const one of this.#lines.values()) if (one.channel === channel) one.line.wake()
  }

  /** One after the other, so that the last state read is the one that stays. */
  #reload(channel: ChannelId | null): Promise<void> {
    this.#changing = this.#changing
      .then(() => this.#take(channel))
      .catch((error: unknown) => this.#ports.log.error({ err: error }, 'webhooks could not be read'))
    return this.#changing
  }

  async #take(channel: ChannelId | null): Promise<void> {
    if (this.#ending.signal.aborted) return
    const found = await this.#ports.store.webhooks.deliverable(channel)
    const ids = new Set(found.map(({ webhook }) => webhook.id))
    for (const [id, one] of this.#lines) {
      if (ids.has(id) || (channel !== null && one.channel !== channel)) continue
      this.#lines.delete(id)
      void one.line.stop()
    }
    for (const to of found) this.#begin(to)
  }

  #begin(to: DeliverableWebhook): void {
    const { id, channel } = to.webhook
    if (this.#lines.has(id)) return
    const line = new DeliveryLine(to, this.#line)
    this.#lines.set(id, { channel, line })
    line.wake()
  }

  async #send({ webhook, secret }: DeliverableWebhook, { id, body }: News & { body: string }) {
    const { clock, settings } = this.#ports
    const timeout = new AbortController()
    const cancel = clock.after(deadline, () => timeout.abort())
    const signal = AbortSignal.any([timeout.signal, this.#ending.signal])
    const headers = signedHeaders({ id, body, secret }, clock.now())
    const problem = await post(
      { url: webhook.url, headers, body },
      { ...settings(), lookup: publicLookup, signal },
    )
    cancel()
    this.#counts[problem === null ? 'taken' : 'failed'] += 1
    return problem
  }
}
