/** Where NATS is and how this server proves who it is, from the configuration and the files it names. */
import { readFile } from 'node:fs/promises'
import type { Config } from '../../config/schema.ts'
import type { NatsPlace } from '../../fanout/nats-bus.ts'

type NatsOptions = Pick<
  Config['cluster'],
  'nats' | 'user' | 'password' | 'passwordFile' | 'token' | 'tokenFile' | 'tls'
>

/** A file cannot be used. The message is one line that names the option. */
class NatsFileError extends Error {
  override readonly name = 'NatsFileError'
}

export async function natsPlaceOf(options: NatsOptions): Promise<NatsPlace> {
  const { nats, user, password, passwordFile, token, tokenFile } = options
  const pass = password ?? (await secretFrom('passwordFile', passwordFile))
  const word = token ?? (await secretFrom('tokenFile', tokenFile))
  return {
    servers: [nats ?? []].flat(),
    tls: await tlsOf(options.tls),
    ...(user === null ? {} : { user }),
    ...(pass === null ? {} : { pass }),
    ...(word === null ? {} : { token: word }),
  }
}

/** `null`: without, whatever the server offers. */
async function tlsOf({
  enabled,
  ca,
  certificate,
  key,
}: NatsOptions['tls']): Promise<NonNullable<NatsPlace['tls']> | null> {
  if (!enabled) return null
  return {
    ...(ca === null ? {} : { ca: await textOf('tls.ca', ca) }),
    ...(certificate === null ? {} : { cert: await textOf('tls.certificate', certificate) }),
    ...(key === null ? {} : { key: await textOf('tls.key', key) }),
  }
}

async function secretFrom(option: string, path: string | null): Promise<string | null> {
  return path === null ? null : (await textOf(option, path)).trim()
}

async function textOf(option: string, path: string): Promise<string> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    const why = error instanceof Error && 'code' in error ? String(error.code) : String(error)
    throw new NatsFileError(`cluster.${option}: ${path} cannot be read (${why})`)
  })
  if (text.trim() === '') throw new NatsFileError(`cluster.${option}: ${path} is empty`)
  return text
}
