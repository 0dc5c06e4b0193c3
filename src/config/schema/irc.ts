/** The options of section `irc`: where the IRC door listens, and what it tells and asks of those who come in. */
import { z } from 'zod'
import { option } from '../option.ts'
import { duration, line, list, nullable, patterned, port, record, whole, word, network } from '../shapes.ts'

const ports = {
  enabled: option(z.boolean(), {
    default: true,
    about: 'Whether the IRC door is open.',
    reload: 'restart',
  }),
  port: option(nullable(port()), {
    default: 6667,
    about: 'The TCP port of the IRC door without TLS; 0 takes any free one, null none.',
    reload: 'restart',
  }),
  tls: {
    port: option(nullable(port()), {
      default: 6697,
      about: 'The TCP port of the IRC door over TLS; null for none.',
      reload: 'restart',
    }),
  },
  plaintext: option(z.enum(['everywhere', 'local']), {
    default: 'everywhere',
    about:
      'Who may use the ports without TLS, WebSocket included: everybody, or only programs on this machine (at the HTTP ports also those who came to a proxy by https).',
    reload: 'restart',
  }),
  websocket: {
    host: option(nullable(line(1, 253)), {
      default: null,
      about: 'The address of the port for IRC over WebSocket; null for the one of server.host.',
      reload: 'restart',
    }),
    port: option(nullable(port()), {
      default: null,
      about: 'A port of its own for IRC over WebSocket; null for none.',
      reload: 'restart',
    }),
  },
  proxyProtocol: option(z.boolean(), {
    default: false,
    about:
      'Whether every connection to the TCP ports must begin with a PROXY header, from one of server.proxies; WebSocket has X-Forwarded-For instead.',
    reload: 'restart',
  }),
} as const

const names = {
  serverName: option(
    nullable(patterned(/^(?=.{3,63}$)[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$/, hostNameProblem())),
    {
      default: null,
      about: 'The name of this server in IRC, which looks like a host name; null to have one made.',
      reload: 'live',
    },
  ),
  description: option(line(0, 100), {
    default: 'Parlance',
    about: 'What /whois and /links say of this server.',
    reload: 'live',
  }),
  icon: option(
    nullable(patterned(/^https?:\/\/[^\s\p{C}]{1,200}$/u, 'must be the address of a picture, https://…')),
    {
      default: null,
      about: 'The address of a picture that IRC clients may show for this network; null for none.',
      reload: 'live',
    },
  ),
  network: option(nullable(line(1, 64)), {
    default: null,
    about: 'The name of the network that IRC clients show; null for the one of server.name.',
    reload: 'live',
  }),
  motd: option(nullable(list(line(0, 400), 200)), {
    default: null,
    about: 'The message of the day in IRC, a list of lines; null for the one of server.motd.',
    reload: 'live',
  }),
} as const

function hostNameProblem(): string {
  return 'must look like a host name, such as irc.example.org: letters, digits, hyphens and at least one dot'
}

const entering = {
  password: option(nullable(word(1, 300)), {
    default: null,
    about: 'The password (PASS) that everybody must give to connect; null for none.',
    reload: 'live',
    secret: true,
  }),
  operators: option(list(record({ name: word(1, 64), password: word(1, 300) }), 100), {
    default: [],
    about: 'Who becomes an operator of IRC with /oper: a list of {name, password}.',
    reload: 'live',
    secret: true,
  }),
  webirc: option(list(record({ address: network(), password: word(1, 300) }), 100), {
    default: [],
    about: 'Web gateways that may say for whom they speak (WEBIRC): a list of {address, password}.',
    reload: 'live',
    secret: true,
  }),
  scram: {
    enabled: option(z.boolean(), {
      default: false,
      about:
        'Whether new passwords are also kept in the form that SASL SCRAM-SHA-256 needs, and it is offered.',
      reload: 'live',
    }),
    iterations: option(whole(4096, 1_000_000), {
      default: 4096,
      about: 'How often SCRAM-SHA-256 hashes a password.',
      reload: 'live',
    }),
  },
  registerBeforeConnect: option(z.boolean(), {
    default: true,
    about: 'Whether people may register while they connect, before they are in.',
    reload: 'live',
  }),
} as const

const staying = {
  defaultUserModes: option(
    patterned(/^\+?[BRi]{0,3}$/, 'must be some of the user modes B, R and i, such as +i'),
    {
      default: '',
      about: 'User modes that everybody has from the start, of B, R and i.',
      reload: 'live',
    },
  ),
  alwaysOn: option(z.enum(['opt-in', 'opt-out']), {
    default: 'opt-in',
    about:
      'Whether IRC shows registered users in their channels while they are not connected: opt-in shows only those who are, opt-out all members.',
    reload: 'live',
  }),
  pingInterval: option(duration('1s', '1d'), {
    default: 120,
    about: 'How long a connection may be silent before it is asked whether it still lives.',
    reload: 'live',
  }),
  pingTimeout: option(duration('1s', '1d'), {
    default: 60,
    about: 'How long the answer to that may take.',
    reload: 'live',
  }),
  persistTags: option(
    list(patterned(/^\+?([A-Za-z0-9.-]+\/)?[A-Za-z0-9-]{1,64}$/, 'must be the name of a message tag'), 50),
    {
      default: [],
      about: 'Client-only tags that make a message without text worth keeping in the history.',
      reload: 'live',
    },
  ),
  targetsPerMinute: option(whole(1, 100_000), {
    default: 60,
    about: 'How many different people one person may write to in a minute.',
    reload: 'live',
  }),
} as const

export const irc = { ...ports, ...names, ...entering, ...staying } as const
