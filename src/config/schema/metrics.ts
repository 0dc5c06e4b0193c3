/** The options of section `metrics`: who may read the figures at `/metrics` of the HTTP door. */
import { z } from 'zod'
import { option } from '../option.ts'
import { nullable, word } from '../shapes.ts'

export const metrics = {
  enabled: option(z.boolean(), {
    default: true,
    about: 'Whether the HTTP door has figures for Prometheus at /metrics.',
    reload: 'live',
  }),
  token: option(nullable(word(16, 300)), {
    default: null,
    about:
      'What a reader of /metrics must show (Authorization: Bearer …), from whatever address; null: no token, and only programs on this machine may read.',
    reload: 'live',
    secret: true,
  }),
} as const
