/** Sees to it that messages show what is behind their links: in the background, after they were said, and never more than so many at once. */
import type { ChannelRef, ChatEvent } from '../../core/events.ts'
import { linksIn, linksOf } from '../../core/messages/links.ts'
import type { Clock, Log, Publish, Store } from '../../core/ports.ts'
import type { LinkPreview, Message } from '../../core/types.ts'
import { Turns } from '../../lib/turns.ts'
import { Allowance } from './allowance.ts'

export interface PreviewsPorts {
  readonly store: Pick<Store, 'messages' | 'previews' | 'channels'>
  readonly publish: Publish
  readonly clock: Clock
  readonly log: Log
  readonly settings: () => PreviewsSettings
  readonly atOnce: number
  /** `null`: there is nothing to show. */
  readonly find: (link: string) => Promise<LinkPreview | null>
}

export interface PreviewsSettings {
  readonly enabled: boolean
  readonly direct: boolean
  readonly perMinute: number
}

export interface PreviewCounters {
  readonly found: number
  readonly nothing: number
  /** Because too many waited, or somebody or some host had had theirs. */
  readonly passedOver: number
}

type Found = ReadonlyMap<string, LinkPreview | null>

const mostWaiting = 200
const perHost = { burst: 30, perSecond: 1 }
/** The message may change while its links are looked at. */
const attempts = 5

export class Previews {
  readonly #ports: PreviewsPorts
  readonly #turns: Turns
  readonly #people: Allowance
  readonly #hosts = new Allowance(() => perHost)
  readonly #running = new Set<Promise<void>>()
  readonly #counts = { found: 0, nothing: 0, passedOver: 0 }
  #closed = false

  constructor(ports: PreviewsPorts) {
    this.#ports = ports
    this.#turns = new Turns(ports.atOnce)
    this.#people = new Allowance(() => {
      const { perMinute } = ports.settings()
      return { burst: perMinute, perSecond: perMinute / 60 }
    })
  }

  /** Facts of this node, once each. Does next to nothing now: this is on the way of every message. */
  heard(events: readonly ChatEvent[]): void {
    for (const event of events)
      if (
        (event.type === 'message.sent' || event.type === 'message.edited') &&
        event.message.text.includes('://')
      )
        this.#consider(event.channel, event.message)
  }

  counters(): PreviewCounters {
    return this.#counts
  }

  /** Resolves when nothing is under way any more: whoever finds is ended before. */
  async close(): Promise<void> {
    this.#closed = true
    await Promise.all(this.#running)
  }

  #consider(channel: ChannelRef, message: Message): void {
    const { enabled, direct } = this.#ports.settings()
    if (this.#closed || !enabled || !isSpoken(message)) return
    if (channel.kind === 'direct' && !direct) return
    const shown = new Set(message.previews.map(({ url }) => url))
    const links = linksOf(message).filter((link) => !shown.has(link) && this.#mayAsk(message, link))
    if (links.length === 0) return
    const running = this.#run(channel, message, links)
      .catch((error: unknown) => this.#ports.log.error({ err: error }, 'a preview could not be shown'))
      .finally(() => this.#running.delete(running))
    this.#running.add(running)
  }

  #mayAsk({ author }: Message, link: string): boolean {
    const now = this.#ports.clock.now()
    const may =
      this.#running.size < mostWaiting &&
      this.#people.take(author.id, now) &&
      this.#hosts.take(new URL(link).host, now)
    if (!may) this.#counts.passedOver += 1
    return may
  }

  async #run(channel: ChannelRef, { id }: Message, links: readonly string[]): Promise<void> {
    const { store, clock, find } = this.#ports
    const access = await store.channels.access({ id: channel.id }, null, clock.now())
    if (access === null || access.channel.settings.noPreviews) return
    const removed = new Set((await store.previews.stateOf(id)).removed)
    const wanted = links.filter((link) => !removed.has(link))
    const found = new Map<string, LinkPreview | null>()
    await Promise.all(
      wanted.map((link) =>
        this.#turns.take(async () => {
          if (!this.#closed) found.set(link, await find(link))
        }),
      ),
    )
    for (const one of found.values()) this.#counts[one === null ? 'nothing' : 'found'] += 1
    await this.#show(channel, id, found)
  }

  /** Whatever happened to the message meanwhile: what is shown is what its text still says and nobody has taken away. */
  async #show(channel: ChannelRef, id: Message['id'], found: Found): Promise<void> {
    const { store, clock, publish } = this.#ports
    for (let attempt = 0; attempt < attempts; attempt += 1) {
      const { position: last, removed } = await store.previews.stateOf(id)
      const message = await store.messages.byId(id)
      if (message === null || message.deletedAt !== null) return
      const previews = shownOf(message, found, removed)
      if (isSame(previews, message.previews)) return
      const at = clock.now()
      const since = { editedAt: message.editedAt, position: last }
      const position = await store.previews.set({ message: id, at, previews, removed, since })
      if (position === null) continue
      const audience = [{ to: 'channel', channel: channel.id }] as const
      return publish([{ type: 'message.previewed', audience, at, channel, position, message: id, previews }])
    }
  }
}

function isSpoken({ kind, deletedAt }: Message): boolean {
  return deletedAt === null && (kind === 'text' || kind === 'action' || kind === 'notice')
}

/** In the order of the links. */
function shownOf(
  { text, previews }: Message,
  found: Found,
  removed: readonly string[],
): readonly LinkPreview[] {
  return linksIn(text)
    .filter((link) => !removed.includes(link))
    .flatMap((link) => previews.find(({ url }) => url === link) ?? found.get(link) ?? [])
}

function isSame(one: readonly LinkPreview[], other: readonly LinkPreview[]): boolean {
  return one.length === other.length && one.every(({ id }, index) => id === other[index]?.id)
}
