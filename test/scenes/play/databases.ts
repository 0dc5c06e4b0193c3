/** Where the server of a scene keeps everything: in a file of its own, or in a database of a server that scenes share. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { openStore } from '../../../src/store/open-store.ts'
import type { TestServer } from '../../support/database-server.ts'
import { emptyDatabase } from './empty-database.ts'
import { SceneLog } from './log.ts'

export interface SceneDatabases {
  /** An empty one, with the schema of today. */
  take(dataFolder: string): Promise<SceneDatabase>
}

export interface SceneDatabase {
  /** As `--set` takes them. */
  readonly settings: readonly string[]
  /** Once nobody uses it. */
  giveBack(): void
}

export const embedded: SceneDatabases = {
  async take(dataFolder) {
    writeFileSync(join(dataFolder, 'parlance.sqlite'), await emptyDatabase, { mode: 0o600 })
    return { settings: [], giveBack: () => undefined }
  },
}

/** As many databases as scenes are played at once; each is emptied when it is taken again. */
export class SharedDatabases implements SceneDatabases {
  readonly #server: TestServer
  readonly #free: string[] = []

  constructor(server: TestServer) {
    this.#server = server
  }

  async take(): Promise<SceneDatabase> {
    const free = this.#free.shift()
    const name = free ?? (await this.#make())
    if (free !== undefined) await this.#server.empty(free)
    return {
      settings: [`database.url=${this.#server.url(name)}`, 'database.connections=4'],
      giveBack: () => void this.#free.push(name),
    }
  }

  async #make(): Promise<string> {
    const server = await this.#server.database()
    await (await openStore({ server, log: new SceneLog().sink })).close()
    return server.database
  }
}
