/**
 * Keeps on this device what was seen, while the page has nothing better to do: what changes is gathered, and written together. Once
 * nothing can be written, as in a private window or on a full disk, nothing is.
 */
import { effect } from '@preact/signals'
import type { WireChange, WireServer } from '../../../src/protocols/api/wire.ts'
import type { Chat } from '../state/chat.ts'
import type { LiveChannel } from '../state/live-channel.ts'
import { keptOf, type KeptLog } from './kept-log.ts'
import type { KeptDatabase } from './kept-database.ts'

export interface KeeperPorts {
  readonly database: KeptDatabase
  readonly chat: Chat
  readonly server: () => WireServer | null
  /** Whether this device still keeps anything for them: another tab may have signed out. */
  readonly mayKeep: (user: string) => boolean
}

const gatheredFor = 1500

export class Keeper {
  readonly #ports: KeeperPorts
  readonly #followed = new Map<LiveChannel, () => void>()
  readonly #openedAt = new Map<string, number>()
  readonly #touched = new Set<string>()
  readonly #endings: (() => void)[]
  #changes = new Map<string, WireChange[]>()
  #timer: ReturnType<typeof setTimeout> | undefined
  #writing: Promise<void> = Promise.resolve()
  #isOver = false

  constructor(ports: KeeperPorts) {
    this.#ports = ports
    const { chat } = ports
    const hidden = () => document.visibilityState === 'hidden' && void this.write()
    document.addEventListener('visibilitychange', hidden)
    this.#endings = [
      () => document.removeEventListener('visibilitychange', hidden),
      effect(() => void [chat.channels.list.value, chat.self.value, this.#soon()]),
      effect(() => this.#follow(chat.current.value)),
      chat.listen((channel, change) => this.#hear(channel, change)),
    ]
  }

  /** What is gathered is left where it is: nothing more is written. */
  end(): Promise<void> {
    this.#isOver = true
    clearTimeout(this.#timer)
    for (const end of [...this.#endings, ...this.#followed.values()]) end()
    return this.#writing
  }

  write(): Promise<void> {
    this.#writing = this.#writing.then(() => this.#write()).catch(() => void this.end())
    return this.#writing
  }

  #soon(): void {
    if (!this.#isOver) this.#timer ??= setTimeout(() => whenIdle(() => void this.write()), gatheredFor)
  }

  /** Everything that happens in a channel that was opened, as long as its messages are held. */
  #follow(id: string | null): void {
    const { chat } = this.#ports
    const view = id === null ? undefined : chat.heldView(id)
    for (const [known, end] of this.#followed)
      if (chat.heldView(known.id) !== known && this.#followed.delete(known)) end()
    if (view === undefined) return
    this.#openedAt.set(view.id, Date.now())
    if (this.#followed.has(view)) return
    const touch = () => {
      if (!view.live.log.value.loaded) return
      this.#touched.add(view.id)
      this.#soon()
    }
    this.#followed.set(view, effect(touch))
  }

  #hear(channel: string, change: WireChange): void {
    const some = this.#changes.get(channel)
    if (some === undefined) this.#changes.set(channel, [change])
    else some.push(change)
    this.#soon()
  }

  async #write(): Promise<void> {
    clearTimeout(this.#timer)
    this.#timer = undefined
    const { database, chat, server, mayKeep } = this.#ports
    const [user, about] = [chat.self.peek(), server()]
    if (this.#isOver || user === null || about === null || !mayKeep(user.id)) return
    const logs = this.#logs()
    const changes = this.#changes
    this.#changes = new Map()
    this.#touched.clear()
    for (const { channel } of logs) changes.delete(channel)
    const channels = chat.channels.list.peek().map((own) => ({
      ...own,
      channel: { ...own.channel, lastPosition: chat.channels.newest(own.channel.id) },
    }))
    await database.write({ place: { user, server: about, channels }, logs, changes })
  }

  #logs(): readonly KeptLog[] {
    const logs: KeptLog[] = []
    for (const channel of this.#touched) {
      const log = this.#ports.chat.heldView(channel)?.live.log.peek()
      const openedAt = this.#openedAt.get(channel) ?? 0
      const kept = log === undefined ? null : keptOf(log, { channel, openedAt })
      if (kept !== null) logs.push(kept)
    }
    return logs
  }
}

/** Safari has no such call; there, at once. */
function whenIdle(work: () => void): void {
  if ('requestIdleCallback' in window) window.requestIdleCallback(work, { timeout: 5000 })
  else work()
}
