/** The options of section `webhooks`: the addresses outside that may be told what is said. */
import { z } from 'zod'
import { option } from '../option.ts'
import { list, word } from '../shapes.ts'

export const webhooks = {
  allowHttp: option(z.boolean(), {
    default: false,
    about: 'Whether webhooks may be sent to http:// addresses, where anybody on the way can read them.',
    reload: 'live',
  }),
  allowedHosts: option(list(word(1, 260), 100), {
    default: [],
    about:
      'Hosts (name or name:port) that webhooks may be sent to although they are inside a private network; to all others only where their address is a public one.',
    reload: 'live',
  }),
} as const
