/** What people are shown by: asked for when somebody is shown for the first time, many at once, and kept current by what happens. */
import { signal, type ReadonlySignal, type Signal } from '@preact/signals'
import type { Call } from '../connection/calls.ts'

/** As many as the server answers for at once. */
const mostAtOnce = 200

export class Avatars {
  readonly #call: Call
  readonly #known = new Map<string, Signal<string | null>>()
  #wanted = new Set<string>()
  /** Whose has changed since they were asked for: what is answered then is older. */
  readonly #heard = new Set<string>()

  constructor(call: Call) {
    this.#call = call
  }

  /** A path of the server; null: there is none, or it is not known yet. */
  of(user: string): ReadonlySignal<string | null> {
    const known = this.#known.get(user)
    if (known !== undefined) return known
    const made = signal<string | null>(null)
    this.#known.set(user, made)
    this.#want([user])
    return made
  }

  put(user: string, avatar: string | null): void {
    this.#heard.add(user)
    this.#set(user, avatar)
  }

  #set(user: string, avatar: string | null): void {
    const known = this.#known.get(user)
    if (known !== undefined) known.value = avatar
  }

  /** After an interruption what is known may be old. */
  lookAgain(): void {
    this.#want([...this.#known.keys()])
  }

  #want(users: readonly string[]): void {
    if (this.#wanted.size === 0) setTimeout(() => void this.#ask())
    for (const user of users) this.#wanted.add(user)
  }

  async #ask(): Promise<void> {
    const wanted = [...this.#wanted]
    this.#wanted = new Set()
    for (let from = 0; from < wanted.length; from += mostAtOnce)
      // Without a connection all are looked for again once there is one; initials do until then.
      await this.#askOf(wanted.slice(from, from + mostAtOnce)).catch(() => undefined)
  }

  async #askOf(users: readonly string[]): Promise<void> {
    for (const user of users) this.#heard.delete(user)
    const { avatars } = await this.#call('user.list-avatars', { users: [...users] })
    const found = new Map(avatars.map(({ user, avatar }) => [user, avatar]))
    for (const user of users) if (!this.#heard.has(user)) this.#set(user, found.get(user) ?? null)
  }
}
