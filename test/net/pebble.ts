/** A certificate authority for tests: Debian's pebble, and a name server by which every domain leads to this machine. */
import { spawn, type ChildProcess } from 'node:child_process'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { getCACertificates, setDefaultCACertificates } from 'node:tls'
import { freePort } from '../support/free-port.ts'
import { writeCertificate } from './certificates.ts'

export interface Authority {
  readonly directory: string
  stop(): Promise<void>
}

const deadlineMs = 10_000

/** The authority looks for answers at these ports instead of 80 and 443. */
export async function startAuthority(
  folder: string,
  ports: { readonly httpPort: number; readonly tlsPort: number },
): Promise<Authority> {
  const { certificate, key } = await writeCertificate(folder, 'authority')
  const [acme, dns, control] = [await freePort(), await freePort(), await freePort()]
  const config = join(folder, 'pebble.json')
  const pebble = {
    listenAddress: `127.0.0.1:${acme}`,
    managementListenAddress: '',
    certificate,
    privateKey: key,
    ...ports,
  }
  await writeFile(config, JSON.stringify({ pebble }))
  const names = [
    `-dns01=127.0.0.1:${dns}`,
    `-management=127.0.0.1:${control}`,
    ...['http01', 'https01', 'tlsalpn01', 'defaultIPv6'].map((what) => `-${what}=`),
  ]
  const words = ['-config', config, '-dnsserver', `127.0.0.1:${dns}`]
  const nameServer = await start('pebble-challtestsrv', names, /Starting management server|dns-01/i)
  const authority = await start('pebble', words, /directory available/).catch(async (error: unknown) => {
    await end(nameServer)
    throw error
  })
  const trusted = getCACertificates()
  setDefaultCACertificates([...trusted, await readFile(certificate, 'utf8')])
  return {
    directory: `https://127.0.0.1:${acme}/dir`,
    stop: async () => {
      setDefaultCACertificates(trusted)
      await Promise.all([nameServer, authority].map(end))
    },
  }
}

function start(program: string, words: readonly string[], ready: RegExp): Promise<ChildProcess> {
  const child = spawn(program, words, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, PEBBLE_VA_NOSLEEP: '1' },
  })
  let said = ''
  return new Promise((resolve, reject) => {
    const give = (why: string) => {
      clearTimeout(timer)
      child.kill('SIGKILL')
      reject(new Error(`${program} ${why}: ${said}`))
    }
    const timer = setTimeout(() => give('is not ready'), deadlineMs)
    const hear = (bytes: Buffer): void => {
      said += bytes.toString()
      if (!ready.test(said)) return
      clearTimeout(timer)
      resolve(child)
    }
    child.stdout.on('data', hear)
    child.stderr.on('data', hear)
    child.on('error', () => give('is not there (scripts/setup installs it)'))
    child.on('exit', () => give('ended'))
  })
}

function end(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve()
    child.once('exit', () => resolve())
    child.kill('SIGKILL')
  })
}
