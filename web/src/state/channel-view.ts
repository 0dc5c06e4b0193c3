/** One channel as its page shows it: what the message log and the composer read, and what they can ask for. */
import type { OutgoingFile } from '../connection/keep.ts'
import type { Bringing } from '../bringing/bringing.ts'
import type { Voice } from '../voice/voice.ts'
import type { ReadonlySignal, Signal } from '@preact/signals'
import type { WireChannelRef, WireMember, WireMessage, WireSelf } from '../../../src/protocols/api/wire.ts'

/** A message of the log; one's own may not have reached the server yet. */
export type ShownMessage = WireMessage & {
  /** `sending`: on its way, or waiting for the connection; `failed`: not sent, to be retried or discarded. Absent once stored. */
  readonly pending?: 'sending' | 'failed'
  /** Why it failed, for people. */
  readonly failure?: string
  /** Files that go with it once they are there. */
  readonly coming?: readonly OutgoingFile[]
  /** Files that cannot come any more: it can be sent without them. */
  readonly lacks?: boolean
  readonly clientTag?: string
}

export interface SendOptions {
  /** The id of the message this one answers. */
  readonly replyTo?: string
  readonly kind?: 'text' | 'action'
  /** Goes with it in place of those that stand beside what is being written. */
  readonly alone?: File
}

export type MayWrite = { readonly ok: true } | { readonly ok: false; readonly reason: string }

/** Files on their way into a channel; loaded with the first. */
export interface FilesOnTheirWay {
  readonly bringing: ReadonlySignal<Bringing | null>
  /** One that is being recorded. */
  readonly voice: Signal<Voice | null>
  open(): Promise<Bringing>
}

/** A place to go to: a message by its id, or a time in milliseconds since 1970. */
export type Place = { readonly message: string } | { readonly time: number }

/** Whether messages are there: being read, or not to be had, because there is no connection and this device has kept none. */
export type LogState = 'coming' | 'here' | 'away'

export interface ChannelView {
  readonly ref: WireChannelRef
  readonly self: WireSelf

  /** Oldest first; those on their way last. A window of the history: older and newer pages are let go as one scrolls. */
  readonly messages: ReadonlySignal<readonly ShownMessage[]>
  readonly state: ReadonlySignal<LogState>
  readonly hasOlder: ReadonlySignal<boolean>
  loadOlder(): Promise<void>
  /** Whether the window ends before the newest message. */
  readonly hasNewer: ReadonlySignal<boolean>
  loadNewer(): Promise<void>
  /** Moves the window so that it holds the place. Then `landing` names the message to show. */
  jumpTo(place: Place): Promise<void>
  jumpToNewest(): Promise<void>
  /** The id of the message that was jumped to; the log scrolls there and marks it. Null: none. */
  readonly landing: ReadonlySignal<string | null>

  /** How far one has read, from any client. */
  readonly readPosition: ReadonlySignal<number>
  /** The line "new since" stands before the first message whose position is above this; it stays while the channel is open. */
  readonly newSince: ReadonlySignal<number>

  readonly members: ReadonlySignal<readonly WireMember[]>
  /** Names of those typing now, without oneself. */
  readonly typing: ReadonlySignal<readonly string[]>
  readonly mayWrite: ReadonlySignal<MayWrite>
  /** Whether one may delete the messages of others, and pin. */
  readonly mayModerate: ReadonlySignal<boolean>
  /** Ids of the pinned messages. */
  readonly pins: ReadonlySignal<ReadonlySet<string>>

  readonly files: FilesOnTheirWay
  /** With the files that stand beside it. */
  send(text: string, options?: SendOptions): void
  retry(clientTag: string): void
  /** Of what `lacks` files. */
  sendWithout(clientTag: string): void
  discard(clientTag: string): void
  /** These reject with a `CallFault` when they are refused. */
  edit(id: string, text: string): Promise<void>
  remove(id: string): Promise<void>
  react(id: string, sign: string): Promise<void>
  unreact(id: string, sign: string): Promise<void>
  pin(id: string, on: boolean): Promise<void>
  /** May be called at every key: it says so at most every few seconds. */
  startTyping(): void
  markRead(position: number): void

  /** What is written and not sent; kept on this device, per user and channel. */
  readonly draft: Signal<string>
}
