/** A private conversation that has not begun: one can write in it, and the first message begins it. The other one sees nothing before. */
import { signal, type ReadonlySignal, type Signal } from '@preact/signals'
import type { WireChannelRef, WireMember, WireProfile, WireSelf } from '../../../src/protocols/api/wire.ts'
import type { ChannelFiles } from './channel-files.ts'
import type { ChannelView, LogState, MayWrite, SendOptions, ShownMessage } from './channel-view.ts'
import type { Chat } from './chat.ts'
import { createDraft } from './draft.ts'

const nothing = () => Promise.resolve()

export class FirstWords implements ChannelView {
  readonly ref: WireChannelRef
  readonly self: WireSelf
  readonly draft: Signal<string>
  readonly files: ChannelFiles
  readonly #chat: Chat
  /** What is said while it is being begun waits its turn. */
  #last: Promise<void> = Promise.resolve()

  constructor(chat: Chat, { id, name, account, bot }: WireProfile) {
    const self = chat.demandSelf()
    const between = [
      { id: self.id, name: self.name, account: self.account, bot: self.bot },
      { id, name, account, bot },
    ] as const
    this.#chat = chat
    this.self = self
    this.ref = { id: `with ${id}`, kind: 'direct', name: '', between: [...between] }
    this.files = chat.filesOf(this.ref.id)
    this.draft = createDraft(localStorage, `${self.id}/with ${id}`)
  }

  readonly messages: ReadonlySignal<readonly ShownMessage[]> = signal([])
  readonly state: ReadonlySignal<LogState> = signal('here')
  readonly hasOlder: ReadonlySignal<boolean> = signal(false)
  readonly hasNewer: ReadonlySignal<boolean> = signal(false)
  readonly landing: ReadonlySignal<string | null> = signal(null)
  readonly readPosition: ReadonlySignal<number> = signal(0)
  readonly newSince: ReadonlySignal<number> = signal(0)
  readonly members: ReadonlySignal<readonly WireMember[]> = signal([])
  readonly typing: ReadonlySignal<readonly string[]> = signal([])
  readonly mayWrite: ReadonlySignal<MayWrite> = signal({ ok: true })
  readonly mayModerate: ReadonlySignal<boolean> = signal(false)
  readonly pins: ReadonlySignal<ReadonlySet<string>> = signal(new Set())

  send(text: string, options: SendOptions = {}): void {
    this.#last = this.#last.then(() => this.#begin(text, options))
  }

  async #begin(text: string, options: SendOptions): Promise<void> {
    try {
      const user = this.ref.between?.at(1)?.name ?? ''
      const { channel } = await this.#chat.ports.call('channel.open-direct', { user })
      await this.#chat.addChannel(channel.id)
      this.#chat.moveFiles(this.ref.id, channel.id)
      const view = this.#chat.openView(channel.id)
      view?.send(text, options)
      this.#handOver(view?.draft)
    } catch (error) {
      // Refused, or nobody answers: what was written is there again.
      if (this.draft.peek() === '') this.draft.value = text
      this.#chat.ports.complain(error)
    }
  }

  /** Whoever went on writing goes on there. */
  #handOver(draft: Signal<string> | undefined): void {
    if (draft === undefined || draft.peek() !== '') return
    draft.value = this.draft.peek()
    this.draft.value = ''
  }

  readonly loadOlder = nothing
  readonly loadNewer = nothing
  readonly jumpTo = nothing
  readonly jumpToNewest = nothing
  readonly edit = nothing
  readonly remove = nothing
  readonly react = nothing
  readonly unreact = nothing
  readonly pin = nothing
  retry(): void {}
  sendWithout(): void {}
  discard(): void {}
  startTyping(): void {}
  markRead(): void {}
}
