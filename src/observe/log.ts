/** The logs of the process: `server.log`, `error.log` and the terminal, fed by pino; never waits for a disk or a reader. */
import { join } from 'node:path'
import pino from 'pino'
import { escapeJson } from '../lib/escape-json.ts'
import type { Log } from '../lib/log.ts'
import { LogFile } from './log-file.ts'
import { maskSecrets } from './redact.ts'
import { createPrettyFormat } from './terminal-line.ts'
import { createTerminalSink, type TerminalSink } from './terminal-sink.ts'

export type LogLevel = 'debug' | 'info' | 'warn' | 'error'
/** What the process owns: the same, and its level and end. */
export interface ServerLog extends Log {
  setLevel(level: LogLevel): void
  /** Resolves when every line so far has left the process. */
  flush(): Promise<void>
  /** Flushes and ends; lines after it are dropped. */
  close(): Promise<void>
}

export interface ServerLogOptions {
  /** Where `server.log` and `error.log` are; made when missing. */
  readonly folder: string
  readonly level: LogLevel
  readonly format: 'pretty' | 'json'
  readonly maxBytes: number
  readonly keep: number
  /** Where readable lines go; `null` for nowhere. Left out: standard output, without ever waiting for its reader. */
  readonly terminal?: TerminalSink | null
  readonly colour?: boolean
}

export function createServerLog(options: ServerLogOptions): ServerLog {
  const terminal = options.terminal === undefined ? createTerminalSink() : options.terminal
  const files = openFiles(options, terminal)
  const format =
    options.format === 'pretty' ? createPrettyFormat(options.colour ?? false) : (line: string) => line
  let open = true
  const showsAll = (): boolean => options.format === 'json' || logger.level === 'debug'
  const logger = createLogger(options.level, (line, isError) => {
    if (!open) return
    files.server.write(line)
    if (isError) files.error.write(line)
    if (terminal !== null && (showsAll() || !line.includes(routineMark))) terminal.write(format(line))
  })
  const flush = async (): Promise<void> => {
    await Promise.all([files.server.flush(), files.error.flush(), terminal?.flush?.()])
  }
  return {
    debug: (fields, message) => logger.debug(fields, message),
    info: (fields, message) => logger.info(fields, message),
    warn: (fields, message) => logger.warn(fields, message),
    error: (fields, message) => logger.error(fields, message),
    setLevel: (level) => void (logger.level = level),
    flush,
    close: async () => {
      open = false
      await flush()
      await Promise.all([files.server.close(), files.error.close()])
    },
  }
}

/** Lines with this field come as often as people talk: they are kept out of the way of somebody typing at the prompt. */
const routineMark = '"routine":true'

function openFiles(
  options: ServerLogOptions,
  terminal: TerminalSink | null,
): { server: LogFile; error: LogFile } {
  const open = (name: string): LogFile =>
    new LogFile({
      folder: options.folder,
      name,
      maxBytes: options.maxBytes,
      keep: options.keep,
      onFailure: (error) =>
        terminal?.write(
          `the log ${join(options.folder, `${name}.log`)} cannot be written: ${error.message}\n`,
        ),
    })
  return { server: open('server'), error: open('error') }
}

const errorLevel = pino.levels.values['error'] ?? 50

function createLogger(level: LogLevel, write: (line: string, isError: boolean) => void): pino.Logger {
  const destination = {
    // pino sets `lastLevel` before each write of a destination that carries this mark.
    [Symbol.for('pino.metadata')]: true,
    lastLevel: 0,
    write(line: string): void {
      write(escapeJson(line), destination.lastLevel >= errorLevel)
    },
  }
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      serializers: { err: serialiseError },
      formatters: { level: (label) => ({ level: label }), log: maskSecrets },
    },
    destination,
  )
}

function serialiseError(error: unknown): unknown {
  return error instanceof Error
    ? maskSecrets({ ...pino.stdSerializers.err(error) })
    : { message: String(error) }
}
