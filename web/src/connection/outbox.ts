/**
 * What was said and is not confirmed: shown at once, kept over a reload, sent in order per channel, as often as it takes. The
 * `clientTag` makes the server post it once.
 */
import { signal, type ReadonlySignal } from '@preact/signals'
import type { WireMessage } from '../../../src/protocols/api/wire.ts'
import { CallFault, type Call } from './calls.ts'
import type { Keep, Outgoing, OutgoingFile } from './keep.ts'

export interface Pending extends Outgoing {
  /** As the server stored it; it goes as soon as the log shows it. */
  readonly stored: WireMessage | null
  /** Files of it will never come: the page that brought them was closed. */
  readonly lacks?: boolean
}

export interface OutboxPorts {
  readonly call: Call
  readonly keep: Keep
  readonly isOpen: () => boolean
  /** Whether the log shows everything up to there already. */
  readonly isShown: (channel: string, position: number) => boolean
  readonly wait: (milliseconds: number) => Promise<void>
  /** Which messages another page of this browser brings files for. */
  readonly broughtElsewhere: () => Promise<ReadonlySet<string>>
  /** Why something of an earlier page cannot be sent as it is, in the reader's words. */
  readonly wordLacking: (names: readonly string[]) => string
}

/** Refusals that pass by themselves. */
const passing: ReadonlySet<string> = new Set(['busy', 'too-many-requests', 'storage-unavailable'])
/** No refusal at all: the connection will come back. */
const unanswered: ReadonlySet<string> = new Set(['offline', 'no-answer', 'shutting-down', 'not-signed-in'])

export class Outbox {
  readonly #ports: OutboxPorts
  readonly #entries = signal<readonly Pending[]>([])
  readonly #busy = new Set<string>()
  /** What the server has been asked to post, with whatever end. */
  readonly #asked = new Set<string>()

  constructor(ports: OutboxPorts) {
    this.#ports = ports
  }

  get entries(): ReadonlySignal<readonly Pending[]> {
    return this.#entries
  }

  /** Nobody is signed in any more. */
  clear(): void {
    this.#entries.value = []
  }

  /** What an earlier page of this user has left. */
  async load(user: string): Promise<void> {
    const kept = await this.#ports.keep.outgoing(user)
    const elsewhere = kept.some(isLacking) ? await this.#ports.broughtElsewhere() : new Set()
    const known = new Set(this.#entries.value.map(({ clientTag }) => clientTag))
    const left = kept
      .filter(({ clientTag }) => !known.has(clientTag) && !elsewhere.has(clientTag))
      .map((entry) => this.#left(entry))
    this.#entries.value = [...left, ...this.#entries.value.filter((entry) => entry.user === user)]
    this.flush()
  }

  #left(entry: Outgoing): Pending {
    if (!isLacking(entry)) return { ...entry, stored: null }
    const names = lackingOf(entry).map(({ name }) => name)
    return { ...entry, stored: null, lacks: true, failure: this.#ports.wordLacking(names) }
  }

  add(entry: Outgoing): void {
    this.#entries.value = [...this.#entries.value, { ...entry, stored: null }]
    // What cannot be kept is sent all the same.
    this.#ports.keep.putOutgoing(entry).catch(() => undefined)
    this.flush()
  }

  /** Somebody else speaks for the same page from now on. `uncertain`: said of what may have been posted already. */
  handOver(from: string, to: string, uncertain: string): void {
    for (const { clientTag, user, stored } of this.#entries.value) {
      if (user !== from) continue
      if (stored !== null) this.#remove(clientTag)
      else if (this.#asked.has(clientTag))
        this.#change(clientTag, (entry) => ({ ...entry, user: to, failure: entry.failure ?? uncertain }))
      else this.#change(clientTag, (entry) => ({ ...entry, user: to }))
    }
  }

  retry(clientTag: string): void {
    this.#change(clientTag, (entry) => ({ ...entry, failure: null }))
    this.flush()
  }

  /** What an earlier page could not bring stays behind. */
  sendWithout(clientTag: string): void {
    this.#change(clientTag, ({ files = [], ...entry }) => ({
      ...entry,
      files: files.filter(({ upload }) => upload !== null),
      failure: null,
    }))
    this.flush()
  }

  /** One of its files is there. */
  brought(clientTag: string, { key, upload }: { readonly key: string; readonly upload: string }): void {
    this.#change(clientTag, ({ files = [], ...entry }) => ({
      ...entry,
      files: files.map((file) => (file.key === key ? { ...file, upload } : file)),
    }))
    this.flush()
  }

  /** One of its files was refused. */
  fail(clientTag: string, failure: string): void {
    this.#change(clientTag, (entry) => ({ ...entry, failure }))
  }

  /** One of its files will never come. */
  lack(clientTag: string, failure: string): void {
    this.#entries.value = this.#entries.value.map((entry) =>
      entry.clientTag === clientTag ? { ...entry, failure, lacks: true } : entry,
    )
  }

  discard(clientTag: string): void {
    this.#remove(clientTag)
  }

  /** The fact of it has come: the log shows it. */
  settle(clientTag: string): void {
    this.#remove(clientTag)
  }

  dropShown(): void {
    for (const { clientTag, channel, stored } of this.#entries.value)
      if (stored !== null && this.#ports.isShown(channel, stored.position)) this.#remove(clientTag)
  }

  flush(): void {
    for (const { channel } of this.#entries.value) void this.#sendAll(channel)
  }

  async #sendAll(channel: string): Promise<void> {
    if (this.#busy.has(channel)) return
    this.#busy.add(channel)
    try {
      for (let next = this.#next(channel); next !== null && this.#ports.isOpen(); next = this.#next(channel))
        if (!(await this.#send(next))) break
    } finally {
      this.#busy.delete(channel)
    }
  }

  #next(channel: string): Pending | null {
    // Words do not wait behind files.
    const waits = (entry: Pending) =>
      entry.channel === channel && entry.failure === null && entry.stored === null && !isLacking(entry)
    return this.#entries.value.find(waits) ?? null
  }

  /** False: not now; the next `flush` goes on. */
  async #send({ clientTag, channel, text, kind, replyTo, files = [] }: Pending): Promise<boolean> {
    const uploads = files.flatMap(({ upload }) => upload ?? [])
    this.#asked.add(clientTag)
    try {
      const said = { channel, text, kind, replyTo, clientTag }
      const { message } = await this.#ports.call(
        'message.send',
        uploads.length === 0 ? said : { ...said, uploads },
      )
      this.#confirmed(clientTag, message)
      return true
    } catch (error) {
      const { code, message, details } = error instanceof CallFault ? error : unknownFault
      if (unanswered.has(code)) return false
      if (passing.has(code)) {
        await this.#ports.wait(Number(details['retryAfterMs'] ?? 2000))
        return true
      }
      this.#change(clientTag, (entry) => ({ ...entry, failure: message === '' ? code : message }))
      return true
    }
  }

  #confirmed(clientTag: string, message: WireMessage): void {
    if (this.#ports.isShown(message.channel, message.position)) return this.#remove(clientTag)
    this.#ports.keep.dropOutgoing(clientTag).catch(() => undefined)
    this.#entries.value = this.#entries.value.map((entry) =>
      entry.clientTag === clientTag ? { ...entry, stored: message } : entry,
    )
  }

  #change(clientTag: string, change: (entry: Outgoing) => Outgoing): void {
    this.#entries.value = this.#entries.value.map((entry) => {
      if (entry.clientTag !== clientTag) return entry
      const { stored, lacks: _, ...outgoing } = entry
      const next = change(outgoing)
      this.#ports.keep.putOutgoing(next).catch(() => undefined)
      return { ...next, stored }
    })
  }

  #remove(clientTag: string): void {
    this.#asked.delete(clientTag)
    this.#entries.value = this.#entries.value.filter((entry) => entry.clientTag !== clientTag)
    this.#ports.keep.dropOutgoing(clientTag).catch(() => undefined)
  }
}

function isLacking(entry: Outgoing): boolean {
  return lackingOf(entry).length > 0
}

function lackingOf({ files = [] }: Outgoing): readonly OutgoingFile[] {
  return files.filter(({ upload }) => upload === null)
}

const unknownFault = new CallFault({ code: 'internal-error', message: '', details: {} })
