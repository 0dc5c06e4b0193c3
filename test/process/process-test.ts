/** For tests that start the real process: a folder for each, and at its end neither that nor a server is left behind. */
import { join } from 'node:path'
import { afterEach, beforeAll, beforeEach } from 'vitest'
import {
  ensureBuilt,
  parlance,
  plainPort,
  settings,
  temporaryFolder,
  type Running,
  type RunOptions,
} from './server-process.ts'

interface ServerProcess {
  readonly folder: string
  /** In the folder; the server's to make. */
  readonly data: string
  /** Starts a server on the data folder and waits for nothing. */
  readonly run: (more?: readonly string[], options?: RunOptions) => Running
  /** The same, and waits until its doors are open. */
  readonly start: (
    more?: readonly string[],
    options?: RunOptions,
  ) => Promise<{ readonly server: Running; readonly port: number }>
}

export function useServerProcess(): ServerProcess {
  const running: Running[] = []
  let folder: ReturnType<typeof temporaryFolder>

  beforeAll(ensureBuilt)

  beforeEach(() => {
    folder = temporaryFolder()
  })

  afterEach(async () => {
    await Promise.all(running.splice(0).map((server) => server.kill()))
    folder.remove()
  })

  return {
    get folder() {
      return folder.path
    },
    get data() {
      return join(folder.path, 'data')
    },
    run(more, options) {
      const server = parlance(['start', ...settings(this.data, more)], options)
      running.push(server)
      return server
    },
    async start(more, options) {
      const server = this.run(more, options)
      return { server, port: await plainPort(server) }
    },
  }
}
