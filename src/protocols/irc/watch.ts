/** Owns who watches which nick (MONITOR): per folded name, the clients to tell. */
import type { IrcClient } from './client.ts'

export class Watch {
  readonly #watchers = new Map<string, Set<IrcClient>>()

  add(client: IrcClient, folded: string): void {
    client.watched.add(folded)
    const watchers = this.#watchers.get(folded)
    if (watchers === undefined) this.#watchers.set(folded, new Set([client]))
    else watchers.add(client)
  }

  remove(client: IrcClient, folded: string): void {
    client.watched.delete(folded)
    const watchers = this.#watchers.get(folded)
    watchers?.delete(client)
    if (watchers?.size === 0) this.#watchers.delete(folded)
  }

  clear(client: IrcClient): void {
    for (const folded of Array.from(client.watched)) this.remove(client, folded)
  }

  of(folded: string): Iterable<IrcClient> {
    return this.#watchers.get(folded) ?? []
  }
}
