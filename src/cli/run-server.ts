/** Runs the server in the foreground until a signal, an operator or a fatal error ends it. */
import { dataPath, loadConfig } from '../config/load.ts'
import type { Config } from '../config/schema.ts'
import { createSystemClock } from '../lib/clock.ts'
import { version } from '../lib/version.ts'
import { createServerLog } from '../observe/log.ts'
import { startServer, type RunningServer } from '../server.ts'
import { openDataFolder } from '../store/data-folder.ts'
import { configOf, sourcesOf, type ConfigFlags } from './config-options.ts'
import { openForeground, type Foreground } from './foreground.ts'
import { ownHeap } from './heap.ts'
import { endOnFatalErrors, followSignals } from './process-events.ts'
import { giveBackMemory } from './spare-memory.ts'
import { systemUser } from './system-user.ts'

/** What is still open so long after the end is not waited for. */
const lingerMs = 3000

export async function runServer(flags: ConfigFlags): Promise<void> {
  const { config } = configOf(flags)
  // Whatever this process makes is for its own system user alone.
  process.umask(0o077)
  // Before the log, which lives in it: a folder that cannot be used is told in one line.
  openDataFolder(config.data)
  const foreground = openForeground()
  const { colour } = foreground
  const log = createServerLog({
    folder: dataPath(config, 'log'),
    ...config.log,
    terminal: foreground,
    colour,
  })
  const quiet = endOnFatalErrors(log)
  const clock = createSystemClock()
  const stopGivingBack = giveBackMemory({ clock, ...ownHeap() })
  try {
    const server = await startServer({
      config,
      reread: () => loadConfig(sourcesOf(flags)).config,
      log,
      clock,
      systemUser: systemUser(),
      terminal: foreground.prompt,
    })
    foreground.showThrough(server.terminal)
    if (config.log.format === 'pretty') foreground.write(welcome(server, config))
    await untilStopped(server, { log, foreground })
  } finally {
    stopGivingBack()
    await log.close()
    quiet()
    setTimeout(() => process.exit(), lingerMs).unref()
  }
}

async function untilStopped(
  server: RunningServer,
  { log, foreground }: { log: Parameters<typeof followSignals>[1]; foreground: Foreground },
): Promise<void> {
  const forget = followSignals(server, log)
  foreground.onInterrupt(() => void server.stop())
  await server.stopped.finally(forget)
}

/** Where each door is, for the person who started it. */
function welcome({ doors, certificate }: RunningServer, config: Config): string {
  const lines = Object.entries(doors).map(
    ([door, where]) => `  ${door.padEnd(8)} ${where}${hint(door, where, config)}\n`,
  )
  // Nobody else vouches for it: whoever connects compares these.
  if (certificate?.isSelfSigned === true)
    lines.push(`  TLS      self-signed certificate, SHA-256 ${certificate.fingerprint}\n`)
  return `Parlance ${version} is ready\n${lines.join('')}`
}

function hint(door: string, where: string, { plain }: Config): string {
  if (door === 'console') return '  (parlance admin)'
  if (door === 'http') return `  (open ${webAddress(where)} in a browser)`
  if (door !== 'plain' || plain.proxyProtocol) return ''
  if (where.startsWith('TLS ')) return `  (openssl s_client -quiet -connect ${where.slice(4)})`
  const { host, port } = /^\[?(?<host>[^\],]+)\]?:(?<port>\d+)/.exec(where)?.groups ?? {}
  return host === undefined ? '' : `  (nc ${host} ${port})`
}

function webAddress(where: string): string {
  const [first = ''] = where.split(', ')
  return first.startsWith('TLS ') ? `https://${first.slice(4)}/` : `http://${first}/`
}
