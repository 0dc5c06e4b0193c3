/** The compose files: what they set is taken by the server, and what they name is in them. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { defaultConfig, loadConfig } from '../../src/config/load.ts'
import type { Config } from '../../src/config/schema.ts'
import { deploy } from './node.ts'

const named = z.record(z.string(), z.unknown())
const service = z.object({
  image: z.string(),
  restart: z.string().optional(),
  stop_grace_period: z.string().optional(),
  read_only: z.boolean().optional(),
  environment: z.record(z.string(), z.string()).default({}),
  ports: z.array(z.string()).default([]),
  volumes: z.array(z.string()).default([]),
  secrets: z.array(z.string()).default([]),
  networks: z
    .union([z.array(z.string()), z.record(z.string(), z.object({ ipv4_address: z.string() }).nullable())])
    .default([]),
})
const composed = z.object({
  name: z.string(),
  services: z.record(z.string(), service),
  volumes: named.default({}),
  secrets: z.record(z.string(), z.object({ file: z.string() })).default({}),
  networks: named.default({}),
})
type Service = z.infer<typeof service>

/** With an address where the operator is asked for theirs. */
function read(name: string): z.infer<typeof composed> {
  const text = readFileSync(join(deploy, name), 'utf8').replaceAll(
    /\$\{PUBLIC_URL:.*?\}/g,
    'https://chat.example.org',
  )
  return composed.parse(parse(text, { merge: true }))
}

/** As a container of the image has it. */
function configOf({ environment }: Service): Config {
  return loadConfig({ file: null, set: [], environment }).config
}

/** In the network of the balancer. */
const addressOf = ({ networks: joined }: Service) =>
  Array.isArray(joined) ? null : joined['front']?.ipv4_address

const files = ['compose.yaml', 'compose.cluster.yaml'] as const

describe.each(files)('%s', (name) => {
  const { services, volumes, secrets, networks } = read(name)
  const all = Object.values(services)
  const servers = all.filter(({ image, restart }) => image === 'parlance' && restart !== undefined)

  test('sets options that the server takes', () => {
    expect(servers.map((server) => configOf(server).http.publicUrl)).toEqual(
      servers.map(() => 'https://chat.example.org'),
    )
  })

  test('gives every server time to end, and a file system that it cannot write to', () => {
    expect(servers).not.toEqual([])
    for (const server of servers)
      expect(server).toMatchObject({ restart: 'unless-stopped', stop_grace_period: '30s', read_only: true })
  })

  test('names no volume, secret or network that it does not have', () => {
    const used = {
      volumes: all
        .flatMap((one) => one.volumes.map((volume) => volume.split(':', 1).join()))
        .filter((one) => !one.startsWith('.')),
      secrets: all.flatMap((one) => one.secrets),
      networks: all.flatMap((one) =>
        Array.isArray(one.networks) ? one.networks : Object.keys(one.networks),
      ),
    }
    const had = { volumes, secrets, networks }
    for (const kind of ['volumes', 'secrets', 'networks'] as const)
      expect(new Set(used[kind])).toEqual(new Set(Object.keys(had[kind])))
  })
})

test('one server is reached at the usual ports, from its own machine alone', () => {
  const { http, irc, plain } = defaultConfig()
  const ports = [http.port, irc.port, irc.tls.port, plain.port]
  expect(read('compose.yaml').services['parlance']?.ports).toEqual(
    ports.map((port) => `127.0.0.1:${port}:${port}`),
  )
})

describe('of the cluster', () => {
  const { services, networks } = read('compose.cluster.yaml')
  const nodes = Object.entries(services).filter(([name]) => name.startsWith('node'))

  test('only the balancer is reached from elsewhere, and only at the ports that it has', () => {
    const open = Object.entries(services).filter(([, { ports }]) => ports.length > 0)
    expect(open.map(([name]) => name)).toEqual(['balancer'])
    const haproxy = readFileSync(join(deploy, 'haproxy.cfg'), 'utf8')
    const listens = [...haproxy.matchAll(/(?:presetenv BALANCER_HTTPS?_PORT |bind .*\}:)(\d+)/g)].map(
      ([, port]) => port,
    )
    expect(new Set(services['balancer']?.ports)).toEqual(new Set(listens.map((port) => `${port}:${port}`)))
    expect(networks['back']).toEqual({ internal: true })
  })

  test('the balancer leads to the nodes, and they believe it alone', () => {
    const { environment = {}, ...balancer } = services['balancer'] ?? {}
    const led = ['BALANCER_NODE1', 'BALANCER_NODE2', 'BALANCER_NODE3'].map((name) => environment[name])
    expect(led).toEqual(nodes.map(([, node]) => addressOf(node)))
    for (const [name, node] of nodes) {
      const { server, irc, plain, cluster } = configOf(node)
      expect(server.proxies).toEqual([addressOf(service.parse(balancer))])
      expect([irc.proxyProtocol, plain.proxyProtocol, cluster.node]).toEqual([true, true, name])
    }
  })
})
