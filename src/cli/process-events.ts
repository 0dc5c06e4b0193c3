/** What reaches the process from outside its doors: signals, and errors that nobody caught. */
import { isatty } from 'node:tty'
import { ConfigError } from '../config/load.ts'
import type { ServerLog } from '../observe/log.ts'
import type { RunningServer } from '../server.ts'
import { failureLine } from './failure.ts'

/** How long the last lines of the log may take to leave after a fatal error. */
const lastWordsMs = 2000
/** The exit code of a process that was interrupted: 128 and the signal's number. */
const interrupted = 130

/**
 * SIGTERM and SIGINT end the server cleanly, a second SIGINT at once; SIGHUP re-reads the configuration. The returned
 * function gives the signals back.
 */
export function followSignals(server: RunningServer, log: ServerLog): () => void {
  const asked = { to: 'run' as 'run' | 'stop' }
  const stop = (signal: NodeJS.Signals): void => {
    if (asked.to === 'stop' && signal === 'SIGINT') process.exit(interrupted)
    asked.to = 'stop'
    log.info({ signal }, 'asked to stop')
    void server.stop()
  }
  const hangUp = (): void => {
    // The same signal tells that the terminal the server was started on is gone.
    if (process.stdin.isTTY && !isatty(process.stdin.fd)) return stop('SIGHUP')
    void reload(server, log)
  }
  process.on('SIGTERM', stop).on('SIGINT', stop).on('SIGHUP', hangUp)
  return () => void process.off('SIGTERM', stop).off('SIGINT', stop).off('SIGHUP', hangUp)
}

async function reload(server: RunningServer, log: ServerLog): Promise<void> {
  try {
    const { changed, needRestart } = await server.reload()
    log.info({ changed, needRestart }, 'configuration re-read')
  } catch (error) {
    const faults = error instanceof ConfigError ? error.message.split('\n') : [failureLine(error)]
    log.warn({ faults }, 'configuration not re-read: nothing has changed')
  }
}

/** An error that nobody caught leaves the process in an unknown state: it is written down, then the process ends. */
export function endOnFatalErrors(log: ServerLog): () => void {
  const end = (error: unknown): void => {
    setTimeout(() => process.exit(1), lastWordsMs)
    log.error({ err: error }, 'fatal: nobody caught this')
    process.stderr.write(`parlance: fatal: ${failureLine(error)} (error.log has the details)\n`)
    void log.close().finally(() => process.exit(1))
  }
  process.once('uncaughtException', end)
  return () => void process.off('uncaughtException', end)
}
