/** What is put in order in the database before anybody comes in. */
import { channelsToJoin } from '../core/channels/defaults.ts'
import type { NewId, Store } from '../core/ports.ts'

interface Preparing {
  readonly newId: NewId
  readonly now: number
  /** Channels that everybody joins. */
  readonly channels: readonly string[]
  readonly isAlone: boolean
}

export async function prepare(store: Store, { newId, now, channels, isAlone }: Preparing): Promise<void> {
  if (isAlone) await forgetConnections(store)
  await channelsToJoin({ store, newId, now }, channels)
}

/** Guests, and names beside accounts, live as long as their connections: on one node none is there at a start. */
async function forgetConnections({ users, nodes }: Store): Promise<void> {
  await users.removeAllGuests()
  await users.restoreNames()
  await nodes.clear()
}
