/** A channel as the server has it: everything that was done, and the answer to "what changed after?". */
import type { WireChange, WireMessage } from '../../src/protocols/api/wire.ts'
import { messageAt } from './made-up.ts'

export type Deed =
  | { readonly does: 'say'; readonly text: string }
  | { readonly does: 'edit'; readonly which: number; readonly text: string }
  | { readonly does: 'delete'; readonly which: number }
  | {
      readonly does: 'react'
      readonly which: number
      readonly sign: string
      readonly who: string
      readonly added: boolean
    }
  | { readonly does: 'pin'; readonly which: number; readonly pinned: boolean }

export class History {
  position = 0
  readonly #messages: WireMessage[] = []
  readonly #pins = new Map<string, WireChange>()
  /** The last change of each message, reaction and pin: an older one is taken by the newer. */
  readonly #changes = new Map<string, WireChange>()

  messages(): readonly WireMessage[] {
    return [...this.#messages]
  }

  pins(): ReadonlySet<string> {
    const pinned = [...this.#pins].filter(([, change]) => change.kind === 'pin' && change.pinned)
    return new Set(pinned.map(([id]) => id))
  }

  /** Null: it changes nothing. */
  does(deed: Deed): WireChange | null {
    if (deed.does === 'say') return this.#say(deed.text)
    const at = this.#messages.length === 0 ? -1 : deed.which % this.#messages.length
    const message = this.#messages[at]
    if (message === undefined || message.deletedAt !== null) return null
    switch (deed.does) {
      case 'edit':
        return this.#put(at, { ...message, text: deed.text, editedAt: 1 })
      case 'delete':
        return this.#put(at, { ...message, text: '', deletedAt: 1, reactions: [] })
      case 'react':
        return this.#react(at, message, deed)
      case 'pin':
        return this.#pin(message.id, deed.pinned)
    }
  }

  changesAfter(after: number, limit: number): { changes: readonly WireChange[]; position: number } {
    const found = [...this.#changes.values()]
      .filter(({ position }) => position > after)
      .toSorted((one, other) => one.position - other.position)
    const changes = found.slice(0, limit).map((change) => this.#asNow(change))
    const position = changes.length < found.length ? (changes.at(-1)?.position ?? after) : this.position
    return { changes, position }
  }

  /** A message is answered as it is when it is asked for, its reactions too. */
  #asNow(change: WireChange): WireChange {
    if (change.kind !== 'message') return change
    const message = this.#messages.find(({ id }) => id === change.message.id)
    return message === undefined ? change : { ...change, message }
  }

  #say(text: string): WireChange {
    const position = ++this.position
    const message = messageAt(position, text)
    this.#messages.push(message)
    return this.#noted(message.id, { kind: 'message', position, message })
  }

  #put(at: number, message: WireMessage): WireChange {
    const position = ++this.position
    const changed = { ...message, changedPosition: position }
    this.#messages[at] = changed
    return this.#noted(message.id, { kind: 'message', position, message: { ...changed, reactions: [] } })
  }

  #react(
    at: number,
    message: WireMessage,
    { sign, who, added }: Deed & { does: 'react' },
  ): WireChange | null {
    const known = message.reactions.find(({ reaction }) => reaction === sign)
    const users = known?.users ?? []
    if (users.some(({ id }) => id === who) === added) return null
    const author = { id: who, name: who }
    const entry = { reaction: sign, users: added ? [...users, author] : users.filter(({ id }) => id !== who) }
    const reactions =
      known === undefined
        ? [...message.reactions, entry]
        : message.reactions.map((each) => (each === known ? entry : each))
    this.#messages[at] = { ...message, reactions: reactions.filter((each) => each.users.length > 0) }
    const position = ++this.position
    return this.#noted(`${message.id} ${sign} ${who}`, {
      ...{ kind: 'reaction', position, message: message.id, author, reaction: sign, added },
    })
  }

  #pin(message: string, pinned: boolean): WireChange | null {
    if (this.pins().has(message) === pinned) return null
    const position = ++this.position
    const change = this.#noted(`pin ${message}`, { kind: 'pin', position, message, pinned })
    this.#pins.set(message, change)
    return change
  }

  #noted<C extends WireChange>(what: string, change: C): C {
    this.#changes.delete(what)
    this.#changes.set(what, change)
    return change
  }
}
