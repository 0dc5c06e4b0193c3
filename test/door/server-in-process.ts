/** A whole server inside the test, on a temporary folder and a free port, with a log that can be looked at. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { loadConfig } from '../../src/config/load.ts'
import type { Clock, LogFields, ReloadReport } from '../../src/core/ports.ts'
import { createSystemClock } from '../../src/lib/clock.ts'
import { startServer, type RunningServer } from '../../src/server.ts'

export interface LogLine {
  readonly level: 'debug' | 'info' | 'warn' | 'error'
  readonly fields: LogFields
  readonly message: string
}

export interface ServerInProcess {
  readonly port: number
  readonly folder: string
  readonly data: string
  readonly log: readonly LogLine[]
  readonly running: RunningServer
  /** Reads the configuration anew, with these settings instead of those it was started with. */
  reconfigure(settings: readonly string[]): Promise<ReloadReport>
  stop(): Promise<void>
}

/** Limits that stand in nobody's way. */
export const roomy = [
  'users.bcryptCost=4',
  'limits.commandBurst=100000',
  'limits.commandsPerSecond=100000',
  'limits.registrationsPerHour=100000',
  'limits.connectionsPerAddress=1000000',
]

export async function startInProcess(
  settings: readonly string[] = [],
  { clock = createSystemClock() }: { readonly clock?: Clock } = {},
): Promise<ServerInProcess> {
  const folder = mkdtempSync(join(tmpdir(), 'parlance-door-'))
  try {
    return await startIn(folder, settings, clock)
  } catch (error) {
    rmSync(folder, { recursive: true, force: true })
    throw error
  }
}

async function startIn(folder: string, settings: readonly string[], clock: Clock): Promise<ServerInProcess> {
  const data = join(folder, 'data')
  const fixed = [`data=${data}`, 'plain.port=0', 'irc.port=0', 'irc.tls.port=null', 'http.port=0', ...roomy]
  const read = (given: readonly string[]) =>
    loadConfig({ file: null, set: [...fixed, ...given], environment: {} }).config
  const reading = { settings }
  const log: LogLine[] = []
  const running = await startServer({
    config: read(settings),
    reread: () => read(reading.settings),
    log: collecting(log),
    clock,
    systemUser: 'tester',
    terminal: null,
  })
  return {
    port: Number(/:(\d+)$/.exec(running.doors['plain'] ?? '')?.[1]),
    ...{ folder, data, log, running },
    reconfigure(changed) {
      reading.settings = changed
      return running.reload()
    },
    async stop() {
      await running.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function collecting(log: LogLine[]) {
  const take = (level: LogLine['level']) => (fields: LogFields, message: string) => {
    log.push({ level, fields, message })
  }
  return {
    ...{ debug: take('debug'), info: take('info'), warn: take('warn'), error: take('error') },
    setLevel: () => undefined,
  }
}

/** What no test may cause: errors nobody expected. */
export function unexpected(log: readonly LogLine[]): readonly string[] {
  return log
    .filter(({ level }) => level === 'error')
    .map(({ fields, message }) => {
      const { err } = fields as { readonly err?: unknown }
      return `${message}: ${err instanceof Error ? (err.stack ?? err.message) : JSON.stringify(fields)}`
    })
}
