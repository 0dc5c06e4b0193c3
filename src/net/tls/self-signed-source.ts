/** The certificate that this server signed itself; made anew before it ends. */
import { join } from 'node:path'
import { factsOf } from './pair.ts'
import { selfSignedPair } from './self-signed.ts'
import type { Source, SourcePorts } from './source.ts'

/** How often its end is thought of. */
const checkMs = 12 * 3_600_000

export async function openSelfSignedSource(ports: SourcePorts): Promise<Source> {
  await serveSelfSigned(ports)
  let running: Promise<void> | null = null
  const look = async (): Promise<void> => {
    try {
      await serveSelfSigned(ports)
    } catch (error) {
      ports.log.error({ err: error }, 'the self-signed certificate could not be made anew')
    } finally {
      running = null
    }
  }
  // Two at once would each make one, and only one can be kept.
  const check = (): Promise<void> => (running ??= look())
  const stop = ports.clock.every(checkMs, () => void check())
  return { reload: check, close: () => Promise.resolve(stop()) }
}

export async function serveSelfSigned(ports: SourcePorts): Promise<void> {
  const file = join(ports.folder, 'self-signed.pem')
  const pair = await selfSignedPair({ file, names: ports.names, now: ports.clock.now() })
  ports.log.debug({ file, fingerprint: factsOf(pair).fingerprint }, 'self-signed certificate')
  ports.serve(pair)
}
