/** What this device remembers in IndexedDB: what waits to be sent. Where a browser has none, it lasts as long as the page. */
import { openDB, type DBSchema, type IDBPDatabase } from 'idb'

/** A file that goes with what is said. */
export interface OutgoingFile {
  readonly key: string
  readonly name: string
  readonly size: number
  /** Its id at the server; null: not all of it is there. */
  readonly upload: string | null
}

/** Something said that the server has not confirmed. */
export interface Outgoing {
  readonly clientTag: string
  readonly user: string
  readonly channel: string
  readonly text: string
  readonly kind: 'text' | 'action'
  readonly replyTo: string | null
  readonly at: number
  /** Sent once all of them are there. Those kept by an older page have none. */
  readonly files?: readonly OutgoingFile[]
  /** Why the server refused it, in its words; null while it is on its way. */
  readonly failure: string | null
}

interface Shape extends DBSchema {
  outgoing: { key: string; value: Outgoing }
}

export interface Keep {
  /** Those of a user, in the order they were said. */
  outgoing(user: string): Promise<readonly Outgoing[]>
  putOutgoing(entry: Outgoing): Promise<void>
  dropOutgoing(clientTag: string): Promise<void>
  /** Everything of those users. */
  dropAll(of: (user: string) => boolean): Promise<void>
}

export async function openKeep(): Promise<Keep> {
  try {
    const database = await openDB<Shape>('parlance', 1, {
      upgrade(database) {
        database.createObjectStore('outgoing', { keyPath: 'clientTag' })
      },
    })
    return onDisk(database)
  } catch {
    return inMemory()
  }
}

function onDisk(database: IDBPDatabase<Shape>): Keep {
  return {
    async outgoing(user) {
      return inOrder(await database.getAll('outgoing'), user)
    },
    async putOutgoing(entry) {
      await database.put('outgoing', entry)
    },
    dropOutgoing: (clientTag) => database.delete('outgoing', clientTag),
    async dropAll(of) {
      for (const { clientTag, user } of await database.getAll('outgoing'))
        if (of(user)) await database.delete('outgoing', clientTag)
    },
  }
}

export function inMemory(): Keep {
  const entries = new Map<string, Outgoing>()
  return {
    outgoing: async (user) => inOrder([...entries.values()], user),
    putOutgoing: async (entry) => void entries.set(entry.clientTag, entry),
    dropOutgoing: async (clientTag) => void entries.delete(clientTag),
    async dropAll(of) {
      for (const { clientTag, user } of entries.values()) if (of(user)) entries.delete(clientTag)
    },
  }
}

function inOrder(entries: readonly Outgoing[], user: string): readonly Outgoing[] {
  return entries.filter((entry) => entry.user === user).toSorted((one, other) => one.at - other.at)
}
