/** For commands that answer on the terminal: what goes wrong is thrown, and nothing else needs to be told. */
import type { Log } from '../lib/log.ts'

const ignore = (): void => undefined

export const silentLog: Log = { debug: ignore, info: ignore, warn: ignore, error: ignore }
