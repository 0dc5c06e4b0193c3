/** A whole server with its IRC door, for one test or one file of tests. */
import { join } from 'node:path'
import { expect, onTestFinished } from 'vitest'
import type { Clock } from '../../../../src/core/ports.ts'
import { startInProcess, unexpected, type ServerInProcess } from '../../../door/server-in-process.ts'
import { Operator } from '../../../scenes/doors/console.ts'

export interface IrcServer {
  readonly inner: ServerInProcess
  /** The ports: of IRC, of IRC over TLS, of IRC over WebSocket, of the plain door; NaN where there is none. */
  readonly port: number
  readonly tlsPort: number
  readonly webPort: number
  readonly plainPort: number
  /** Reads the configuration anew with these settings. */
  reconfigure(...settings: readonly string[]): Promise<void>
  /** What an operator types at the console of the server. */
  command(line: string): Promise<void>
  /** Ends it; nothing unexpected may have happened. */
  stop(): Promise<void>
}

interface StartOptions {
  readonly clock?: Clock
}

const usual = [
  'irc.serverName=irc.test',
  'server.motd=',
  'users.guests=true',
  'channels.default=[]',
  'channels.creation=anyone',
]

export async function startIrc(
  settings: readonly string[] = [],
  options: StartOptions = {},
): Promise<IrcServer> {
  const inner = await startInProcess([...usual, ...settings], options)
  const where = inner.running.doors['irc'] ?? ''
  const portAfter = (before: string): number => Number(new RegExp(`${before}\\S+?:(\\d+)`).exec(where)?.[1])
  return {
    inner,
    port: portAfter('^'),
    tlsPort: portAfter('TLS '),
    webPort: portAfter('WebSocket '),
    plainPort: inner.port,
    async reconfigure(...changed) {
      await inner.reconfigure([...usual, ...changed])
    },
    command: (line) => command(join(inner.data, 'console.sock'), line),
    async stop() {
      await inner.stop()
      expect(unexpected(inner.log)).toEqual([])
    },
  }
}

/** For one test alone: it is stopped when that is over. */
export async function startIrcForTest(
  settings: readonly string[] = [],
  options: StartOptions = {},
): Promise<IrcServer> {
  const server = await startIrc(settings, options)
  onTestFinished(() => server.stop())
  return server
}

async function command(socket: string, line: string): Promise<void> {
  const operator = await Operator.open(socket, 'tester')
  const { ok, text } = await operator.types(line)
  operator.leaves()
  if (!ok) throw new Error(`${line}: ${text}`)
}
