/** The options of section `database`: where everything is kept. */
import { z } from 'zod'
import { option } from '../option.ts'
import { filePath, line, nullable, whole, word } from '../shapes.ts'
import { isDatabaseUrl } from '../database.ts'

const url = z.string().refine(isDatabaseUrl, {
  error: 'must be postgres://USER:PASSWORD@HOST:PORT/DATABASE or mariadb://…; the password may be left out',
})

export const database = {
  url: option(nullable(url), {
    default: null,
    about:
      'A database server in one line, such as postgres://parlance@db.example.org/parlance or mariadb://parlance@db.example.org/parlance, instead of kind, host, port, user and database; null for those.',
    reload: 'restart',
    secret: true,
  }),
  kind: option(z.enum(['sqlite', 'postgres', 'mariadb']), {
    default: 'sqlite',
    about:
      'The kind of database; SQLite lives in the data folder and needs nothing else, postgres is a PostgreSQL server (13 or newer), mariadb a MariaDB server (10.6 or newer).',
    reload: 'restart',
  }),
  host: option(nullable(line(1, 253)), {
    default: null,
    about:
      'The host of the database server, or where its socket is: the folder for PostgreSQL, such as /run/postgresql, the socket itself for MariaDB, such as /run/mysqld/mysqld.sock.',
    reload: 'restart',
  }),
  port: option(nullable(whole(1, 65_535)), {
    default: null,
    about: 'The port of the database server; null for the usual one of its kind.',
    reload: 'restart',
  }),
  user: option(nullable(word(1, 128)), {
    default: null,
    about: 'The user the database server knows this server as; it may do everything in the database.',
    reload: 'restart',
  }),
  password: option(nullable(line(1, 1024)), {
    default: null,
    about: 'The password of that user; better given by database.passwordFile.',
    reload: 'restart',
    secret: true,
  }),
  passwordFile: option(nullable(filePath()), {
    default: null,
    about: 'The file with the password of that user, instead of database.password.',
    reload: 'restart',
  }),
  database: option(nullable(word(1, 128)), {
    default: null,
    about: 'The name of the database on the server; it must exist.',
    reload: 'restart',
  }),
  connections: option(whole(2, 500), {
    default: 10,
    about: 'Connections to the database server at most, for each node.',
    reload: 'restart',
  }),
  tls: {
    mode: option(nullable(z.enum(['off', 'require', 'verify'])), {
      default: null,
      about:
        'TLS to the database server: verify looks at its certificate, require takes any, off speaks without; null is verify, and off for a server on this machine.',
      reload: 'restart',
    }),
    ca: option(nullable(filePath()), {
      default: null,
      about:
        'The PEM file of the authority that the certificate of the database server comes from; null for those that Node.js trusts.',
      reload: 'restart',
    }),
  },
} as const
