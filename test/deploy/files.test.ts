/** The files of deploy/ say what is so: options that there are, the ports that are usual, times that fit each other. */
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { defaultConfig, loadConfig } from '../../src/config/load.ts'
import { namedOptions } from '../../src/config/schema.ts'
import { root } from '../process/server-process.ts'
import { deploy } from './node.ts'

const { plain, irc, http, limits } = defaultConfig()

const files = readdirSync(deploy, { recursive: true, encoding: 'utf8' })
  .map((name) => join('deploy', name))
  .filter((name) => statSync(join(root, name)).isFile())

const textOf = (name: string): string => readFileSync(join(deploy, name), 'utf8')

/** Every number that a pattern catches. */
function numbersIn(text: string, pattern: RegExp): readonly number[] {
  return [...text.matchAll(pattern)].map((found) => Number(found[1]))
}

test.each([...files, 'Dockerfile'])('options named in %s exist', (name) => {
  const sections = new Set(namedOptions.map(({ keys: [section] }) => section))
  const options = new Set(namedOptions.map(({ path }) => path))
  const named = [
    ...readFileSync(join(root, name), 'utf8').matchAll(/(?<![\w./-])([a-z]+)(?:\.[a-z]+)+(?![\w-])/gi),
  ]
    .filter(([, section = '']) => sections.has(section))
    .map(([path]) => path)
  expect(named.filter((path) => !options.has(path))).toEqual([])
})

test('the configuration of a node behind a balancer has no fault', () => {
  const file = join(deploy, 'parlance.behind-balancer.yaml')
  const { config } = loadConfig({ file, set: [], environment: {} })
  expect(config.server.proxies).toEqual(['10.0.0.10'])
})

test.each(['haproxy.cfg', 'nginx.conf'])(
  '%s leads to the ports that nodes have, and waits longer than they do',
  (name) => {
    const text = textOf(name)
    const toNodes = numbersIn(text, /(?:"\$\{BALANCER_NODE\d\}|node\d):(\d+)/g)
    expect(new Set(toNodes)).toEqual(new Set([http.port, irc.port, irc.tls.port, plain.port]))
    const patience = numbersIn(text, /(?:timeout (?:client|server)|proxy_timeout) (\d+)h/g)
    expect(Math.min(...patience) * 3600).toBeGreaterThan(limits.idleSeconds)
  },
)
