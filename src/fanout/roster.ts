/** Owns who is online: on one node, the users with a client in the hub. */
import type { UserId } from '../core/types.ts'
import type { Hub } from './hub.ts'

export class Roster {
  readonly #hub: Pick<Hub, 'users'>

  constructor(hub: Pick<Hub, 'users'>) {
    this.#hub = hub
  }

  isHere(user: UserId): boolean {
    return this.#hub.users.has(user)
  }

  isOnline(user: UserId): boolean {
    return this.#hub.users.has(user)
  }

  count(): number {
    return this.#hub.users.size
  }

  online(): readonly UserId[] {
    return [...this.#hub.users.keys()]
  }

  /** The first client here is the first anywhere. */
  arrived(): Promise<boolean> {
    return Promise.resolve(true)
  }

  departed(user: UserId): Promise<boolean> {
    return Promise.resolve(!this.#hub.users.has(user))
  }
}
