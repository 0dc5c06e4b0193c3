/** A bare chat in Node.js, started as the other servers are. */
import { fileURLToPath } from 'node:url'
import type { Peer } from './peer.ts'

export const bare: Peer = {
  name: 'bare',
  program: process.execPath,
  inFlight: { gently: 64, atOnce: 2000 },
  configuration: ({ port }) => `${port}\n`,
  flags: (file) => [fileURLToPath(new URL('bare-server.ts', import.meta.url)), file],
}
