/** The real process for real clients: IRC over TLS, the plain door for people beside them, and the operator's console. */
import { join } from 'node:path'
import { expect } from 'vitest'
import { ensureBuilt, parlance, startProcess, temporaryFolder } from '../process/server-process.ts'

export interface ClientsServer {
  readonly plainPort: number
  /** IRC over TLS. */
  readonly ircPort: number
  /** SHA-256 of the certificate, as the server prints it. */
  readonly fingerprint: string
  /** For the homes of the clients; gone with the server. */
  readonly folder: string
  /** What the operator types, and what is answered. */
  console(...words: readonly string[]): Promise<string>
  /** Waits until nobody of this name is connected. */
  lost(user: string): Promise<void>
  stop(): Promise<void>
}

export async function startForClients(): Promise<ClientsServer> {
  ensureBuilt()
  const folder = temporaryFolder()
  const data = join(folder.path, 'data')
  const { server, port } = await startProcess(data, ['irc.tls.port=0'])
  const stop = async () => {
    await server.kill()
    folder.remove()
  }
  const [, ircPort, fingerprint] = await server
    .prints(/\n {2}irc +\S+, TLS \S+:(\d+)[^]*\n {2}TLS +.*SHA-256 ([0-9A-F:]{95})/)
    .catch(async (error: unknown) => {
      await stop()
      throw error
    })
  const operate = async (...words: readonly string[]) => {
    const { code, stdout, stderr } = await parlance(['admin', '--set', `data=${data}`, ...words]).end()
    if (code !== 0) throw new Error(`the console refused ${words.join(' ')}: ${stderr}`)
    return stdout
  }
  return {
    plainPort: port,
    ircPort: Number(ircPort),
    fingerprint: String(fingerprint),
    folder: folder.path,
    console: operate,
    async lost(user) {
      await expect.poll(() => operate('who')).not.toContain(user)
    },
    stop,
  }
}
