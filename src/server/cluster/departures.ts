/** Sees to the users that a node has left behind, and to those who went without anybody telling: whoever is nowhere else has gone. */
import type { Clock, Log, Publish, Store } from '../../core/ports.ts'
import type { NodeId, UserId } from '../../core/types.ts'
import { departure, type Departing } from '../../core/users/departure.ts'

export interface DeparturePorts {
  readonly store: Store
  readonly roster: Departing['roster']
  readonly publish: Publish
  readonly clock: Pick<Clock, 'now'>
  readonly log: Log
}

/** Seen to at once: a node may leave thousands behind, and others use the database too. */
const mostTogether = 8

/** Several nodes may do it at the same time: each user is told of by one of them. Answers how many have gone. */
export async function departFrom(node: NodeId, ports: DeparturePorts): Promise<number> {
  const users = await ports.store.nodes.presences(node)
  let gone = 0
  for (let start = 0; start < users.length; start += mostTogether) {
    const some = users.slice(start, start + mostTogether)
    const places = await Promise.allSettled(some.map((user) => ports.store.nodes.depart(node, user)))
    const last = some.filter((_, index) => {
      const place = places[index]
      return place?.status === 'fulfilled' && place.value === 'last'
    })
    await Promise.all(last.map((user) => depart(user, ports)))
    gone += last.length
    // Those who could not be seen to are still written down.
    const failed = places.find((place) => place.status === 'rejected')
    if (failed !== undefined) throw failed.reason
  }
  return gone
}

export async function depart(id: UserId, { store, roster, publish, clock }: DeparturePorts): Promise<void> {
  const user = await store.users.byId(id)
  if (user === null) return
  const events = await departure({ store, roster, now: clock.now() }, user, null)
  if (events.length > 0) publish(events)
}
