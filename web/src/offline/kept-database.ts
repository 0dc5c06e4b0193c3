/** What can be read without a connection, in an IndexedDB of its own: who one is, one's channels, and messages of those that were opened. */
import { openDB, type DBSchema, type IDBPDatabase, type IDBPTransaction } from 'idb'
import type { WireChange, WireOwnChannel, WireSelf, WireServer } from '../../../src/protocols/api/wire.ts'
import { heard, type KeptLog } from './kept-log.ts'

/** The place that was left. */
export interface KeptPlace {
  readonly user: WireSelf
  readonly server: WireServer
  readonly channels: readonly WireOwnChannel[]
}

/** Written at once, or not at all. */
export interface Batch {
  readonly place: KeptPlace
  readonly logs: readonly KeptLog[]
  /** By channel; for those that are kept. */
  readonly changes: ReadonlyMap<string, readonly WireChange[]>
}

interface Shape extends DBSchema {
  places: { key: string; value: KeptPlace }
  logs: { key: string; value: KeptLog; indexes: { openedAt: number } }
}

type Writing = IDBPTransaction<Shape, ('places' | 'logs')[], 'readwrite'>

const mostChannels = 30
const only = 'place'

export class KeptDatabase {
  readonly #inner: IDBPDatabase<Shape>

  private constructor(inner: IDBPDatabase<Shape>) {
    this.#inner = inner
  }

  static async open(): Promise<KeptDatabase> {
    const inner = await openDB<Shape>('parlance-kept', 2, {
      upgrade(database) {
        // What an older page kept has other messages: it is read again.
        for (const store of database.objectStoreNames) database.deleteObjectStore(store)
        database.createObjectStore('places')
        database.createObjectStore('logs', { keyPath: 'channel' }).createIndex('openedAt', 'openedAt')
      },
      // A newer page wants another shape: it shall not wait for this one.
      blocking: () => inner.close(),
    })
    return new KeptDatabase(inner)
  }

  place(): Promise<KeptPlace | undefined> {
    return this.#inner.get('places', only)
  }

  log(channel: string): Promise<KeptLog | undefined> {
    return this.#inner.get('logs', channel)
  }

  /** Those looked at most recently first. */
  async channels(): Promise<readonly string[]> {
    return (await this.#inner.getAllKeysFromIndex('logs', 'openedAt')).toReversed()
  }

  async write({ place, logs, changes }: Batch): Promise<void> {
    const writing = this.#inner.transaction(['places', 'logs'], 'readwrite')
    await writing.objectStore('places').put(place, only)
    for (const log of logs) await putNewer(writing, log)
    for (const [channel, some] of changes) {
      const kept = await writing.objectStore('logs').get(channel)
      if (kept !== undefined) await putNewer(writing, heard(kept, some))
    }
    await dropBeyond(writing, new Set(place.channels.map(({ channel }) => channel.id)))
    await writing.done
  }

  /** For a log that is kept already: one that was dropped meanwhile is not brought back. */
  async replace(log: KeptLog): Promise<void> {
    const writing = this.#inner.transaction(['places', 'logs'], 'readwrite')
    const kept = await writing.objectStore('logs').get(log.channel)
    if (kept !== undefined) await putNewer(writing, log)
    await writing.done
  }

  async clear(): Promise<void> {
    const writing = this.#inner.transaction(['places', 'logs'], 'readwrite')
    await writing.objectStore('places').clear()
    await writing.objectStore('logs').clear()
    await writing.done
  }
}

/** Another tab may know more already. */
async function putNewer(writing: Writing, log: KeptLog): Promise<void> {
  const logs = writing.objectStore('logs')
  const kept = await logs.get(log.channel)
  if (kept === undefined || kept.upTo <= log.upTo) await logs.put(log)
}

/** Channels one is no longer in, and those looked at longest ago. */
async function dropBeyond(writing: Writing, own: ReadonlySet<string>): Promise<void> {
  const logs = writing.objectStore('logs')
  const channels = (await logs.index('openedAt').getAllKeys()).toReversed()
  const left = channels.filter((channel) => own.has(channel)).slice(0, mostChannels)
  for (const channel of channels) if (!left.includes(channel)) await logs.delete(channel)
}
