/** The options of section `http`: the HTTP door. */
import { z } from 'zod'
import { option } from '../option.ts'
import { nullable, port } from '../shapes.ts'

const webAddress = z.string().refine(isWebAddress, {
  error: 'must be where browsers find this server, such as https://chat.example.org',
})

function isWebAddress(written: string): boolean {
  return /^https?:\/\/[^/]/.test(written) && URL.canParse(written)
}

export const http = {
  enabled: option(z.boolean(), {
    default: true,
    about: 'Whether the web client and the API are served, and IRC over WebSocket at /irc.',
    reload: 'restart',
  }),
  port: option(nullable(port()), {
    default: 8080,
    about: 'The TCP port of the HTTP door without TLS; 0 takes any free one, null none.',
    reload: 'restart',
  }),
  tls: {
    port: option(nullable(port()), {
      default: null,
      about: 'The TCP port of the HTTP door over TLS; null for none.',
      reload: 'restart',
    }),
  },
  publicUrl: option(nullable(webAddress), {
    default: null,
    about: 'Where browsers find this server, where that differs from the port it listens on.',
    reload: 'restart',
  }),
} as const
