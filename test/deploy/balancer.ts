/** The balancers of deploy/, each on a loopback address of its own, told by its own means where the nodes are. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { userInfo } from 'node:os'
import { connect } from 'node:net'
import { join } from 'node:path'
import { onTestFinished, vi } from 'vitest'
import { writeCertificate } from '../net/certificates.ts'
import { run, type Running } from '../process/server-process.ts'
import { deploy, loopbackAddress, type BalancedNode } from './node.ts'

export interface Balancer {
  readonly address: string
  readonly httpPort: number
  readonly httpsPort: number
  readonly running: Running
}

export interface BalancerPlace {
  readonly folder: string
  readonly nodes: readonly BalancedNode[]
  readonly environment: Readonly<Record<string, string>>
}

/** Those of the files need rights that a test may not have. */
const ports = { httpPort: 10_080, httpsPort: 10_443 }
const isRoot = process.getuid?.() === 0
const nowhere = 'nowhere.invalid'

const programs = { haproxy: '/usr/sbin/haproxy', nginx: '/usr/sbin/nginx' }

/** In CI one that is missing is a failure. */
export function hasBalancer(name: keyof typeof programs): boolean {
  return existsSync(programs[name]) || process.env['CI'] === 'true'
}

/** As it is shipped, with what it takes from the environment. */
export async function startHaproxy({ folder, nodes, environment: more }: BalancerPlace): Promise<Balancer> {
  const address = loopbackAddress()
  const { certificate, key } = await writeCertificate(folder, 'balancer')
  const both = join(folder, 'balancer.pem')
  writeFileSync(both, [certificate, key].map((file) => readFileSync(file, 'utf8')).join('\n'))
  const [first, second] = nodes.map((node) => node.address)
  const environment = {
    BALANCER_USER: isRoot ? 'haproxy' : userInfo().username,
    BALANCER_ADDRESS: address,
    BALANCER_HTTP_PORT: `${ports.httpPort}`,
    BALANCER_HTTPS_PORT: `${ports.httpsPort}`,
    BALANCER_CERTIFICATE: both,
    BALANCER_NODE1: first ?? nowhere,
    BALANCER_NODE2: second ?? nowhere,
    BALANCER_NODE3: nowhere,
    ...more,
  }
  const running = run(programs.haproxy, ['-db', '-f', join(deploy, 'haproxy.cfg')], { environment })
  return listening({ address, ...ports, running })
}

/** It takes nothing from the environment: names, addresses and paths are put into a copy. */
export async function startNginx({ folder, nodes }: BalancerPlace): Promise<Balancer> {
  const address = loopbackAddress()
  const { certificate, key } = await writeCertificate(folder, 'balancer')
  const kinds = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
  const temporary = kinds.map((kind) => `${kind}_temp_path ${join(folder, kind)};`).join(' ')
  const written = readFileSync(join(deploy, 'nginx.conf'), 'utf8')
    .replace(/^user .*;$/m, isRoot ? '$&' : '')
    .replace('http {', `http { ${temporary}`)
    .replaceAll('/etc/nginx/parlance.crt', certificate)
    .replaceAll('/etc/nginx/parlance.key', key)
    .replaceAll(/\/run\/(?=nginx\.pid)|\/var\/log\/nginx\//g, `${folder}/`)
    .replace('listen 80;', `listen ${ports.httpPort};`)
    .replace('listen 443 ', `listen ${ports.httpsPort} `)
    .replaceAll('listen ', `listen ${address}:`)
    .replaceAll(/\bserver node3:.*$/gm, '')
    .replaceAll(/\bnode([12]):/g, (_, number) => `${nodes[Number(number) - 1]?.address}:`)
  const file = join(folder, 'nginx.conf')
  writeFileSync(file, written)
  const running = run(programs.nginx, ['-c', file, '-g', 'daemon off;'])
  return listening({ address, ...ports, running })
}

/** Ended as its own unit would: nginx leaves its workers behind when it is cut off. */
async function listening(balancer: Balancer): Promise<Balancer> {
  onTestFinished(async () => {
    balancer.running.signal('SIGTERM')
    await balancer.running.end()
  })
  const ended = balancer.running.ended.then(({ stderr }) => {
    throw new Error(`it ended: ${stderr}`)
  })
  ended.catch(() => undefined)
  const listens = vi.waitUntil(() => isListening(balancer), { timeout: 10_000, interval: 50 })
  await Promise.race([ended, listens])
  return balancer
}

function isListening({ address, httpsPort }: Balancer): Promise<boolean> {
  const socket = connect(httpsPort, address)
  return new Promise<boolean>((resolve) => {
    socket.once('connect', () => resolve(true))
    socket.once('error', () => resolve(false))
  }).finally(() => socket.destroy())
}
