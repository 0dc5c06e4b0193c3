/** The options of section `log`. */
import { z } from 'zod'
import { option } from '../option.ts'
import { whole } from '../shapes.ts'
import { KiB, MiB } from '../sizes.ts'

export const log = {
  level: option(z.enum(['debug', 'info', 'warn', 'error']), {
    default: 'info',
    about: 'The least important lines that are still written.',
    reload: 'live',
  }),
  format: option(z.enum(['pretty', 'json']), {
    default: 'pretty',
    about: 'How log lines look on the terminal; the files are JSON lines in any case.',
    reload: 'restart',
  }),
  maxBytes: option(whole(64 * KiB, 1024 * MiB), {
    default: 10 * MiB,
    about: 'Bytes after which a log file is put aside and a new one begun; at midnight too.',
    reload: 'restart',
  }),
  keep: option(whole(1, 10_000), {
    default: 14,
    about: 'Old files kept of each log.',
    reload: 'restart',
  }),
} as const
