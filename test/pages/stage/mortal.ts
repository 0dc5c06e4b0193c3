/** A server of one's own that can be killed, and comes back at the same place with the same data. */
import { onTestFinished } from 'vitest'
import { startProcess, temporaryFolder, type Running } from '../../process/server-process.ts'
import { freePort } from '../../support/free-port.ts'

export interface Mortal {
  /** `http://127.0.0.1:PORT`. */
  readonly at: string
  kill(): Promise<void>
  comesBack(): Promise<void>
}

export async function startMortal(settings: readonly string[] = []): Promise<Mortal> {
  const folder = temporaryFolder()
  const port = await freePort()
  const start = async () => (await startProcess(folder.path, [`http.port=${port}`, ...settings])).server
  let running: Running = await start()
  onTestFinished(async () => {
    await running.kill()
    folder.remove()
  })
  return {
    at: `http://127.0.0.1:${port}`,
    async kill() {
      await running.kill()
    },
    async comesBack() {
      running = await start()
    },
  }
}
