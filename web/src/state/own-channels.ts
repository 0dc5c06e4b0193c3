/** One's channels and private conversations, with what is unread in each. */
import { computed, signal, type ReadonlySignal } from '@preact/signals'
import type { WireChannel, WireChannelRef, WireOwnChannel } from '../../../src/protocols/api/wire.ts'

export class OwnChannels {
  readonly #all = signal<ReadonlyMap<string, WireOwnChannel>>(new Map())
  readonly #newest = new Map<string, number>()
  readonly list: ReadonlySignal<readonly WireOwnChannel[]> = computed(() => [...this.#all.value.values()])

  get(id: string): WireOwnChannel | undefined {
    return this.#all.value.get(id)
  }

  /** The newest position that was heard of. Not drawn, so that a message does not draw the whole list. */
  newest(id: string): number {
    return this.#newest.get(id) ?? this.get(id)?.channel.lastPosition ?? 0
  }

  /** False: it is not news. */
  advance(id: string, position: number): boolean {
    if (position <= this.newest(id)) return false
    this.#newest.set(id, position)
    return true
  }

  replaceAll(channels: readonly WireOwnChannel[]): void {
    this.#newest.clear()
    this.#all.value = new Map(channels.map((own) => [own.channel.id, own]))
  }

  put(own: WireOwnChannel): void {
    this.#all.value = new Map(this.#all.value).set(own.channel.id, own)
  }

  drop(id: string): void {
    const next = new Map(this.#all.value)
    if (next.delete(id)) this.#all.value = next
  }

  change(id: string, change: (own: WireOwnChannel) => Partial<WireOwnChannel>): void {
    const own = this.get(id)
    if (own !== undefined) this.put({ ...own, ...change(own) })
  }

  changeChannel(id: string, change: Partial<WireChannel>): void {
    this.change(id, ({ channel }) => ({ channel: { ...channel, ...change } }))
  }

  /** Somebody goes by another name: private conversations are named by who is in them. */
  renamePerson(id: string, name: string): void {
    for (const { channel } of this.list.value) {
      const { between } = channel
      if (between === null || !between.some((user) => user.id === id)) continue
      const [one, other] = between
      const renamed = (user: typeof one) => (user.id === id ? { ...user, name } : user)
      this.changeChannel(channel.id, { between: [renamed(one), renamed(other)] })
    }
  }
}

/** The other one of a private conversation; oneself where one talks to oneself. */
export function otherOf({ between }: Pick<WireChannelRef, 'between'>, self: string) {
  if (between === null) return null
  return between.find(({ id }) => id !== self) ?? between[0]
}

/** `#general`, or the name of whom one talks to. */
export function titleOf(ref: WireChannelRef, self: string): string {
  return ref.kind === 'direct' ? (otherOf(ref, self)?.name ?? '') : `#${ref.name}`
}

/** Where the page of a channel is. */
export function pathOf(ref: WireChannelRef, self: string): string {
  if (ref.kind === 'direct') return `/d/${encodeURIComponent(otherOf(ref, self)?.name ?? '')}`
  return `/c/${encodeURIComponent(ref.name)}`
}
