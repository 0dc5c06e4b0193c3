/** How far a client has everything of each channel: what comes next is given on, what is missing is asked for, what was had is dropped. */
import type { Heard } from './said.ts'
import type { Change, ChannelRef } from './wire.ts'

type Fact = Heard[keyof Heard]
export type Positioned = Extract<Fact, { readonly position: number; readonly channel: ChannelRef }> & {
  readonly event:
    | 'message.sent'
    | 'message.edited'
    | 'message.deleted'
    | 'message.reacted'
    | 'message.pinned'
    | 'message.previewed'
    | 'topic.changed'
}

export interface PositionPorts {
  readonly give: (fact: Positioned) => void
  readonly listChanges: (
    channel: string,
    after: number,
  ) => Promise<{ changes: readonly Change[]; position: number }>
  readonly failed: (error: unknown) => void
}

interface Followed {
  /** Up to here everything has been given on. */
  position: number
  /** What is known to be there. */
  wanted: number
  isAsking: boolean
}

export class Positions {
  readonly #ports: PositionPorts
  readonly #channels = new Map<string, Followed>()

  constructor(ports: PositionPorts) {
    this.#ports = ports
  }

  /** As the server says where a channel stands: the first time that is where it begins, later what lies between is asked for. */
  stands(channel: ChannelRef, lastPosition: number): void {
    const known = this.#channels.get(channel.id)
    if (known === undefined)
      this.#channels.set(channel.id, { position: lastPosition, wanted: lastPosition, isAsking: false })
    else this.#wants(channel, lastPosition)
  }

  left(channel: string): void {
    this.#channels.delete(channel)
  }

  take(fact: Positioned): void {
    const { channel, position } = fact
    const followed = this.#channels.get(channel.id)
    if (followed === undefined) {
      this.stands(channel, position)
      return this.#ports.give(fact)
    }
    if (position <= followed.position) return
    if (position > followed.position + 1 || followed.isAsking) return this.#wants(channel, position)
    followed.position = position
    followed.wanted = Math.max(followed.wanted, position)
    this.#ports.give(fact)
  }

  #wants(channel: ChannelRef, position: number): void {
    const followed = this.#channels.get(channel.id)
    if (followed === undefined) return
    followed.wanted = Math.max(followed.wanted, position)
    if (!followed.isAsking && followed.wanted > followed.position) void this.#ask(channel, followed)
  }

  async #ask(channel: ChannelRef, followed: Followed): Promise<void> {
    followed.isAsking = true
    try {
      while (followed.wanted > followed.position && this.#channels.get(channel.id) === followed) {
        const { changes, position } = await this.#ports.listChanges(channel.id, followed.position)
        // Left meanwhile, and perhaps entered again: then this answer is about another stay.
        if (this.#channels.get(channel.id) !== followed) return
        for (const change of changes) this.#ports.give(factOf(channel, change))
        if (position <= followed.position) break
        followed.position = position
      }
    } catch (error) {
      this.#ports.failed(error)
    } finally {
      followed.isAsking = false
    }
  }
}

/** What the fact was is not told by a change; what the message is now is. */
function factOf(channel: ChannelRef, change: Change): Positioned {
  const { position } = change
  const told = { at: Date.now(), channel, position }
  if (change.kind === 'reaction') {
    const { message, author, reaction, added } = change
    return { event: 'message.reacted', ...told, message, author, reaction, added }
  }
  if (change.kind === 'pin') {
    const { message, pinned } = change
    return { event: 'message.pinned', ...told, message, pinned, by: '' }
  }
  if (change.kind === 'preview') {
    const { message, previews } = change
    return { event: 'message.previewed', ...told, message, previews }
  }
  const { message } = change
  const { name } = message.author
  if (message.deletedAt !== null)
    return { event: 'message.deleted', ...told, at: message.deletedAt, message, by: name, reason: null }
  if (message.kind === 'topic')
    return { event: 'topic.changed', ...told, at: message.sentAt, message, topic: message.text, by: name }
  if (message.editedAt !== null) return { event: 'message.edited', ...told, at: message.editedAt, message }
  const sent = { clientTag: null, inReplyTo: null, fromBot: message.author.bot }
  return { event: 'message.sent', ...told, at: message.sentAt, message, ...sent }
}
