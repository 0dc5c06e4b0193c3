/** The table of options: its promises hold for every one, and what is generated from it is fresh. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { staleFiles } from '../../scripts/config-doc.ts'
import { compareConfigs, maskedConfig } from '../../src/config/compare.ts'
import { defaultConfig, loadConfig } from '../../src/config/load.ts'
import { option } from '../../src/config/option.ts'
import { text } from '../../src/config/shapes.ts'
import { namedOptions, type Config } from '../../src/config/schema.ts'

describe.each(namedOptions)('$path', ({ option: { shape, about, default: usual } }) => {
  test('its default is accepted and its sentence is one', () => {
    expect(shape.safeParse(usual).success).toBe(true)
    expect(about).toMatch(/^[A-Z][^\n]*\.$/)
  })
})

/** Any free port, and no STS. */
const zeroMeansSomething = /(^|\.)(port|stsSeconds)$/

test.each(
  namedOptions.filter(
    ({ path, option }) => typeof option.default === 'number' && !zeroMeansSomething.test(path),
  ),
)('$path: 0 and less are refused, so that no number means "none"', ({ option: { shape } }) => {
  expect(shape.safeParse(0).success).toBe(false)
  expect(shape.safeParse(-1).success).toBe(false)
})

describe('what is generated from the schema', () => {
  test('is fresh', () => {
    expect(staleFiles(), 'run "node scripts/config-doc.ts"').toEqual([])
  })

  test('names null wherever an option takes it', () => {
    const page = readFileSync(join(import.meta.dirname, '../../docs/configuration.md'), 'utf8')
    const nullable = namedOptions.filter(({ option }) => option.shape.safeParse(null).success)
    const rows = nullable.map(({ path }) => page.split('\n').find((row) => row.startsWith(`| \`${path}\` |`)))
    expect(rows.length).toBeGreaterThan(0)
    for (const row of rows) expect(row?.split(' | ')[1]).toMatch(/or null$/)
  })

  test('the example file loads to the defaults', () => {
    const file = join(import.meta.dirname, '../../parlance.example.yaml')
    expect(loadConfig({ file, set: [], environment: {} }).config).toEqual(defaultConfig())
  })
})

function load(...set: readonly string[]): Config {
  return loadConfig({ file: null, set, environment: {} }).config
}

test.each<readonly [string, boolean]>([
  ['/run/clamav/clamd.ctl', true],
  ['tcp://127.0.0.1:3310', true],
  ['tcp://[::1]:3310', true],
  ['tcp://scanner.example.org:3310', true],
  ['tcp://127.0.0.1', false],
  ['tcp://127.0.0.1:99999', false],
  ['tcp://127.0.0.1:3310/x', false],
  ['127.0.0.1:3310', false],
  ['clamd.ctl', false],
  ['/', false],
])('clamd at %s: %s', (place, isPlace) => {
  const [named] = namedOptions.filter(({ path }) => path === 'uploads.scan.clamd')
  expect(named?.option.shape.safeParse(place).success).toBe(isPlace)
})

describe('a reload', () => {
  test('that changes nothing reports nothing', () => {
    expect(compareConfigs(load(), load())).toEqual({ changed: [], needRestart: [] })
  })

  test('names what changed and what of it needs a restart', () => {
    const after = load('limits.messageLength=10', 'plain.port=9', 'data=/x', 'channels.default=[a]')
    expect(compareConfigs(load(), after)).toEqual({
      changed: ['data', 'plain.port', 'channels.default', 'limits.messageLength'],
      needRestart: ['data', 'plain.port'],
    })
  })
})

test('secrets are masked where the configuration is shown', () => {
  const secret = option(text(0, 10), { default: '', about: 'A secret.', reload: 'live', secret: true })
  const table = [...namedOptions, { path: 'server.motd', keys: ['server', 'motd'], option: secret }]
  expect(maskedConfig(defaultConfig(), table)).toMatchObject({
    'server.name': 'Parlance',
    'server.motd': '[hidden]',
  })
})
