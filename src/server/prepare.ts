/** What is put in order in the database before anybody comes in. */
import { channelsToJoin } from '../core/channels/defaults.ts'
import type { Clock, NewId, Store } from '../core/ports.ts'

interface Preparing {
  readonly newId: NewId
  readonly clock: Clock
  /** Channels that everybody joins. */
  readonly channels: readonly string[]
  readonly isAlone: boolean
  /** In which others on the same database, if there were any, would leave a sign of life. */
  readonly beatMs: number
}

/** Others use the database, and this server was not told of them. The message is one line. */
class NotAloneError extends Error {
  override readonly name = 'NotAloneError'
}

export async function prepare(store: Store, preparing: Preparing): Promise<void> {
  const { newId, clock, channels, isAlone } = preparing
  if (isAlone) {
    await demandAlone(store, preparing)
    await forgetConnections(store)
  }
  await channelsToJoin({ store, newId, now: clock.now() }, channels)
}

/** Rows may be left behind by servers that ended without a word; only those of living ones change. */
async function demandAlone({ nodes }: Store, { clock, beatMs }: Preparing): Promise<void> {
  const before = await nodes.list()
  if (before.length === 0) return
  const { promise: waited, resolve } = Promise.withResolvers<void>()
  clock.after(beatMs + 2000, resolve)
  await waited
  const beats = new Map(before.map((node) => [node.id, node.beats]))
  const living = (await nodes.list()).find((node) => node.beats !== beats.get(node.id))
  if (living === undefined) return
  throw new NotAloneError(
    `cluster.nats: the server ${living.name} is on this database too: give the same address here, or stop it first`,
  )
}

/** Guests, and names beside accounts, live as long as their connections: on one node none is there at a start. */
async function forgetConnections({ users, nodes }: Store): Promise<void> {
  await users.removeAllGuests()
  await users.restoreNames()
  await nodes.clear()
}
