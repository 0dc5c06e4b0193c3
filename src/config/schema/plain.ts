/** The options of section `plain`: the plain-text door. */
import { z } from 'zod'
import { option } from '../option.ts'
import { nullable, port } from '../shapes.ts'

export const plain = {
  enabled: option(z.boolean(), {
    default: true,
    about: 'Whether the plain-text door (nc, telnet, scripts) is open.',
    reload: 'restart',
  }),
  port: option(nullable(port()), {
    default: 12_345,
    about: 'The TCP port of the plain-text door without TLS; 0 takes any free one, null none.',
    reload: 'restart',
  }),
  tls: {
    port: option(nullable(port()), {
      default: null,
      about: 'The TCP port of the plain-text door over TLS; null for none.',
      reload: 'restart',
    }),
  },
  plaintext: option(z.enum(['everywhere', 'local']), {
    default: 'everywhere',
    about: 'Who may use the port without TLS: everybody, or only programs on this machine.',
    reload: 'restart',
  }),
  proxyProtocol: option(z.boolean(), {
    default: false,
    about:
      'Whether every connection to the ports of this door must begin with a PROXY header, from one of server.proxies.',
    reload: 'restart',
  }),
} as const
