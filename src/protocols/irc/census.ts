/** Owns the counts that LUSERS tells: who is here and wants not to be seen, and how many there have been at most. */
import type { ChatEvent } from '../../core/events.ts'
import type { UserId } from '../../core/types.ts'

export class Census {
  readonly #here = new Set<UserId>()
  readonly #invisible = new Set<UserId>()
  #most = 0

  get invisible(): number {
    return this.#invisible.size
  }

  get most(): number {
    return this.#most
  }

  follow(event: ChatEvent): void {
    if (event.type === 'user.arrived') this.#arrived(event.user.id, event.settings.invisible)
    else if (event.type === 'user.departed') this.#departed(event.user.id)
    else if (event.type === 'user.settings-changed') this.#mark(event.user.id, event.settings.invisible)
    else if (event.type === 'user.account-changed' && event.user.id !== event.now.id) {
      const wasInvisible = this.#invisible.has(event.user.id)
      this.#departed(event.user.id)
      this.#arrived(event.now.id, wasInvisible)
    }
  }

  #arrived(id: UserId, invisible: boolean): void {
    this.#here.add(id)
    this.#most = Math.max(this.#most, this.#here.size)
    this.#mark(id, invisible)
  }

  #departed(id: UserId): void {
    this.#here.delete(id)
    this.#invisible.delete(id)
  }

  #mark(id: UserId, invisible: boolean): void {
    if (invisible && this.#here.has(id)) this.#invisible.add(id)
    else this.#invisible.delete(id)
  }
}
