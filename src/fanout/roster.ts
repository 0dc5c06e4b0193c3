/** Owns who is online: on one node, the users with a client in the hub. */
import type { UserId } from '../core/types.ts'
import type { Hub } from './hub.ts'

export class Roster {
  readonly #hub: Pick<Hub, 'users'>

  constructor(hub: Pick<Hub, 'users'>) {
    this.#hub = hub
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
}
