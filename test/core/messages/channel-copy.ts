/** What a client keeps of a channel: told of one change after the other, it shows what the server holds. */
import { expect } from 'vitest'
import { positionOf, type MessageReacted, type PositionedEvent } from '../../../src/core/events.ts'
import type { Message, MessageId, Reaction } from '../../../src/core/types.ts'

interface Kept {
  readonly text: string
  readonly reactions: readonly Reaction[]
  readonly previews: Message['previews']
}

export class ChannelCopy {
  position = 0
  readonly #messages = new Map<MessageId, Kept>()
  readonly #pinned = new Set<MessageId>()

  /** As it is now, for another client to go on from. */
  clone(): ChannelCopy {
    const copy = new ChannelCopy()
    copy.position = this.position
    for (const [id, kept] of this.#messages) copy.#messages.set(id, kept)
    for (const id of this.#pinned) copy.#pinned.add(id)
    return copy
  }

  take(event: PositionedEvent): void {
    const position = positionOf(event)
    expect(position, 'later than all before').toBeGreaterThan(this.position)
    this.position = position
    if (event.type === 'message.reacted') this.#react(event.message, event)
    else if (event.type === 'message.pinned') this.#pin(event.message, event.pinned)
    else if (event.type === 'message.previewed') this.#preview(event.message, event.previews)
    else this.#keep(event.message)
  }

  /** What is shown, in the order of the history. */
  shown(): readonly Kept[] {
    return [...this.#messages.entries()]
      .toSorted(([one], [other]) => (one < other ? -1 : 1))
      .map(([, kept]) => kept)
  }

  /** The latest first. */
  pinned(): readonly MessageId[] {
    return [...this.#pinned].filter((id) => this.#messages.has(id)).toReversed()
  }

  #pin(id: MessageId, pinned: boolean): void {
    this.#pinned.delete(id)
    if (pinned) this.#pinned.add(id)
  }

  #preview(id: MessageId, previews: Message['previews']): void {
    const kept = this.#messages.get(id)
    if (kept !== undefined) this.#messages.set(id, { ...kept, previews })
  }

  #keep({ id, text, reactions, previews, deletedAt }: Message): void {
    if (deletedAt === null) this.#messages.set(id, { text, reactions, previews })
    else this.#messages.delete(id)
  }

  #react(id: MessageId, sign: Sign): void {
    const kept = this.#messages.get(id)
    if (kept !== undefined) this.#messages.set(id, { ...kept, reactions: withSign(kept.reactions, sign) })
  }
}

type Sign = Pick<MessageReacted, 'author' | 'reaction' | 'added' | 'position'>

/** What was put anew goes behind all others; of a sign whose first user took it back, the next one's place counts. */
function withSign(before: readonly Reaction[], sign: Sign): readonly Reaction[] {
  const { author, reaction, added, position } = sign
  const users = (before.find((known) => known.reaction === reaction)?.users ?? []).filter(
    ({ id }) => id !== author.id,
  )
  if (added) users.push({ id: author.id, name: author.name, position })
  return [...before.filter((known) => known.reaction !== reaction), { reaction, users }]
    .filter((known) => known.users.length > 0)
    .toSorted((one, other) => firstOf(one) - firstOf(other))
}

function firstOf({ users }: Reaction): number {
  return users[0]?.position ?? 0
}
