/** The options of section `cluster`: several servers on one database. */
import { z } from 'zod'
import { option } from '../option.ts'
import { filePath, line, nullable, patterned, whole, word } from '../shapes.ts'

const natsServer = patterned(
  /^(nats:\/\/)?(\[[\da-fA-F:.]+\]|[\w.-]+)(:\d{1,5})?$/,
  'must be the address of a NATS server, such as nats://10.0.0.5:4222',
)

const natsServers = z.union([natsServer, z.array(natsServer).min(1).max(20)], {
  error: 'must be the address of a NATS server, such as nats://10.0.0.5:4222, or a list of at most 20',
})

const tls = {
  enabled: option(z.boolean(), {
    default: false,
    about: 'Whether NATS is spoken to over TLS; a server without it is then not used.',
    reload: 'restart',
  }),
  ca: option(nullable(filePath()), {
    default: null,
    about:
      'The PEM file of who vouches for the certificates of the NATS servers; null: those the system knows.',
    reload: 'restart',
  }),
  certificate: option(nullable(filePath()), {
    default: null,
    about: 'The PEM file of the certificate this server shows NATS, where it asks for one.',
    reload: 'restart',
  }),
  key: option(nullable(filePath()), {
    default: null,
    about: 'The PEM file of the private key of that certificate.',
    reload: 'restart',
  }),
} as const

export const cluster = {
  nats: option(nullable(natsServers), {
    default: null,
    about:
      'The NATS server (or several, of one cluster of them) by which several servers on one database tell each other what happens; null: this server is alone on its database.',
    reload: 'restart',
  }),
  user: option(nullable(line(1, 256)), {
    default: null,
    about: 'The name that NATS asks for; null where it asks for none.',
    reload: 'restart',
  }),
  password: option(nullable(line(1, 256)), {
    default: null,
    about: 'The password of that name; better given by cluster.passwordFile.',
    reload: 'restart',
    secret: true,
  }),
  passwordFile: option(nullable(filePath()), {
    default: null,
    about: 'The file with that password, instead of cluster.password.',
    reload: 'restart',
  }),
  token: option(nullable(word(1, 512)), {
    default: null,
    about: 'The token that NATS asks for instead of a name; better given by cluster.tokenFile.',
    reload: 'restart',
    secret: true,
  }),
  tokenFile: option(nullable(filePath()), {
    default: null,
    about: 'The file with that token, instead of cluster.token.',
    reload: 'restart',
  }),
  tls,
  node: option(nullable(word(1, 100)), {
    default: null,
    about: 'What this server is called among the others; null: the name of the machine.',
    reload: 'restart',
  }),
  beatSeconds: option(whole(1, 60), {
    default: 5,
    about: 'Seconds between two signs of life that each server leaves in the database.',
    reload: 'restart',
  }),
  deadSeconds: option(whole(3, 600), {
    default: 15,
    about:
      'Seconds without a sign of life after which the others take a server for dead, and its users for gone.',
    reload: 'restart',
  }),
  repairSeconds: option(whole(1, 600), {
    default: 10,
    about: 'While NATS is away: seconds between two looks into the database for what the others did.',
    reload: 'restart',
  }),
  databaseSeconds: option(whole(5, 3600), {
    default: 60,
    about:
      'Seconds without the database after which a server asks its clients to go elsewhere, and takes no new ones.',
    reload: 'restart',
  }),
} as const
