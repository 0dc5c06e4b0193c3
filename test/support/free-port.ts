/** Ports for tests that must know them before anybody listens. */
import { randomInt } from 'node:crypto'
import { createServer } from 'node:net'

/** Below those that the system gives to whoever asks for any: only another test could take it in between. */
export async function freePort(): Promise<number> {
  for (let tries = 0; tries < 100; tries += 1) {
    const port = randomInt(20_000, 32_000)
    if (await isFree(port)) return port
  }
  throw new Error('no port is free')
}

export function isFree(port: number): Promise<boolean> {
  const server = createServer()
  return new Promise((resolve) => {
    server.once('error', () => resolve(false))
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)))
  })
}
