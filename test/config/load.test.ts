/** Loading a configuration: precedence, faults with their places, suggestions, freezing. */
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { defaultConfig, loadConfig } from '../../src/config/load.ts'
import { useWrittenConfig } from './written.ts'

const written = useWrittenConfig()
const { load, faultsOf } = written

describe('where a value comes from', () => {
  test('nothing written means every default', () => {
    const { config, file } = loadConfig({ file: null, set: [], environment: {} })
    expect(config).toEqual(defaultConfig())
    expect(file).toBeNull()
    expect(config.plain.port).toBe(12_345)
    expect(config.server.host).toBe('127.0.0.1')
  })

  test('the command line is stronger than the environment, that than the file, that than the default', () => {
    const yaml = 'limits:\n  historyPage: 10\n  kickSeconds: 10\n  idleSeconds: 10\n'
    const environment = { PARLANCE_LIMITS__KICK_SECONDS: '20', PARLANCE_LIMITS__IDLESECONDS: '20' }
    const { config, origins } = load({ yaml, environment, set: ['limits.idleSeconds=30'] })
    expect(config.limits).toMatchObject({
      historyPage: 10,
      kickSeconds: 20,
      idleSeconds: 30,
      topicLength: 390,
    })
    expect(origins['limits.idleSeconds']).toBe('--set')
    expect(origins['limits.kickSeconds']).toBe('PARLANCE_LIMITS__KICK_SECONDS')
    expect(origins['limits.historyPage']).toMatch(/parlance\.yaml:2$/)
  })

  test('of two --set for one option the last counts', () => {
    expect(load({ set: ['plain.port=1', 'plain.port=2'] }).config.plain.port).toBe(2)
  })

  test('JSON is a configuration too', () => {
    expect(load({ yaml: '{"users": {"guests": true}}' }).config.users.guests).toBe(true)
  })

  test('text stays text on the command line, and lists are written as in the file', () => {
    const { config } = load({ set: ['server.name=123', 'channels.default=[general, help]', 'server.motd='] })
    expect(config.server).toMatchObject({ name: '123', motd: '' })
    expect(config.channels.default).toEqual(['general', 'help'])
  })

  test('a section whose options are all commented out means its defaults', () => {
    expect(load({ yaml: 'limits:\n  # historyPage: 3\nserver:\n' }).config).toEqual(defaultConfig())
  })

  test('variables of a container platform mean nothing', () => {
    const environment = { PARLANCE_SERVICE_HOST: '10.0.0.1', PARLANCE_PORT_12345_TCP: 'tcp://10.0.0.1:12345' }
    expect(load({ environment }).config).toEqual(defaultConfig())
  })
})

describe('faults', () => {
  test('all of them are reported at once, each with its line and what would be accepted', () => {
    const yaml = [
      'server:',
      '  name: 12',
      '  hosst: x',
      'limits:',
      '  messageLength: 5000',
      '  historyPage: 0',
      '  outboxBytes: lots',
      'plain: 7',
      'channels: { default: ["#x", ok] }',
      'users: { registration: nobody, guests: "yes" }',
      'colour: red',
    ].join('\n')
    expect(new Set(faultsOf({ yaml }))).toEqual(
      new Set([
        'parlance.yaml:2: server.name: must be text (in quotes when it looks like a number), not 12',
        'parlance.yaml:3: server.hosst: unknown option; did you mean server.host?',
        'parlance.yaml:5: limits.messageLength: must be at most 4000',
        'parlance.yaml:6: limits.historyPage: must be at least 1',
        'parlance.yaml:7: limits.outboxBytes: must be a whole number, not "lots"',
        'parlance.yaml:8: plain: must be a section of options',
        'parlance.yaml:9: channels.default: entry 1: must be a channel name: no "#" in front, no spaces, commas or quotes, at most 50 characters',
        'parlance.yaml:10: users.registration: must be one of open, invite, closed',
        'parlance.yaml:10: users.guests: must be true or false, not "yes"',
        'parlance.yaml:11: colour: unknown option',
      ]),
    )
  })

  test('those of a file come in the order of its lines', () => {
    const yaml = 'limits:\n  historyPage: 0\n  histroyPage: 3\nplain:\n  port: -1\n'
    expect(faultsOf({ yaml }).map((fault) => fault.split(':')[1])).toEqual(['2', '3', '5'])
  })

  test.each([
    ['server: [a\nb: 1', /^parlance\.yaml:\d+: not YAML: /],
    ['plain: {port: 1}\nplain: {port: 2}', /^parlance\.yaml:2: not YAML: .*unique/],
    ['- a\n- b', /^parlance\.yaml:1: must hold sections/],
    ['server: { name: *nobody }', /^parlance\.yaml:1: .*nobody/],
  ])('a file that is no configuration: %j', (yaml, expected) => {
    expect(faultsOf({ yaml })[0]).toMatch(expected)
  })

  test('the file that --config names must be there', () => {
    expect(() => loadConfig({ file: join(written.folder, 'none.yaml'), set: [], environment: {} })).toThrow(
      /none\.yaml: cannot be read: no such file/,
    )
  })

  test('a folder is no file', () => {
    expect(() => loadConfig({ file: written.folder, set: [], environment: {} })).toThrow(
      /cannot be read: it is a folder/,
    )
  })

  test('those of the environment name the variable', () => {
    const environment = {
      PARLANCE_PLAIN__PORT: 'high',
      PARLANCE_PLAIN_PORT: '1',
      PARLANCE_PLAIN__PROT: '1',
      PARLANCE_X__Y: '1',
    }
    expect(faultsOf({ environment })).toEqual(
      expect.arrayContaining([
        'PARLANCE_PLAIN__PORT: plain.port: must be a whole number, not "high"',
        'PARLANCE_PLAIN_PORT: unknown option; did you mean PARLANCE_PLAIN__PORT?',
        'PARLANCE_PLAIN__PROT: unknown option; did you mean PARLANCE_PLAIN__PORT?',
        'PARLANCE_X__Y: unknown option',
      ]),
    )
  })

  test('those of --set name the flag', () => {
    expect(faultsOf({ set: ['plain.port=70000', 'users.guest=true', 'port', 'messageLength=3'] })).toEqual(
      expect.arrayContaining([
        '--set: plain.port: must be at most 65535',
        '--set: users.guest: unknown option; did you mean users.guests?',
        '--set: must be section.key=value, not "port"',
        '--set: messageLength: unknown option; did you mean limits.messageLength?',
      ]),
    )
  })

  test('a weak value is a fault even where a stronger one covers it', () => {
    expect(faultsOf({ yaml: 'plain: { port: -1 }', set: ['plain.port=5'] })).toHaveLength(1)
  })

  test('names that every object has are no options', () => {
    expect(faultsOf({ yaml: 'constructor: 1\n__proto__: { a: 1 }\nserver: { toString: 1 }' })).toHaveLength(3)
  })
})

test('the configuration is frozen to its depth, and no default is shared', () => {
  const { config } = load({})
  expect(Object.isFrozen(config)).toBe(true)
  expect(Object.isFrozen(config.limits)).toBe(true)
  expect(Object.isFrozen(config.channels.default)).toBe(true)
  expect(config.channels.default).not.toBe(load({}).config.channels.default)
})
