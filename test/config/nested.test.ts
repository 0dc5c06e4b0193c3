/** Options inside of sections inside of sections, and values that are more than one word: times, lists of entries, null. */
import { describe, expect, test } from 'vitest'
import { compareConfigs, maskedConfig } from '../../src/config/compare.ts'
import { durationText, readDuration } from '../../src/config/duration.ts'
import { useWrittenConfig } from './written.ts'

const { load, faultsOf } = useWrittenConfig()

describe('an option three levels deep', () => {
  test('is taken from the file, the environment and the command line, the strongest last', () => {
    const yaml = 'irc:\n  tls:\n    port: 1\n  scram:\n    iterations: 5000\nplain: { tls: { port: 7 } }\n'
    const { config, origins } = load({
      yaml,
      environment: { PARLANCE_IRC__TLS__PORT: '2', PARLANCE_USERS__PASSWORD_LENGTH__MIN: '9' },
      set: ['plain.tls.port=3'],
    })
    expect(config.irc.tls.port).toBe(2)
    expect(config.irc.scram).toEqual({ enabled: false, iterations: 5000 })
    expect(config.plain.tls.port).toBe(3)
    expect(config.users.passwordLength).toEqual({ min: 9, max: 1024 })
    expect(origins['irc.scram.iterations']).toMatch(/parlance\.yaml:5$/)
    expect(Object.isFrozen(config.irc.tls)).toBe(true)
  })

  test('has faults that name their line, and suggestions', () => {
    const yaml = 'irc:\n  tls:\n    prot: 1\n  scram: 3\n  tsl: { port: 1 }\n  websocket:\n    port: x\n'
    expect(
      faultsOf({ yaml, environment: { PARLANCE_IRC__TLS__PROT: '1' }, set: ['irc.tsl.port=1'] }),
    ).toEqual([
      'parlance.yaml:3: irc.tls.prot: unknown option; did you mean irc.tls.port?',
      'parlance.yaml:4: irc.scram: must be a section of options',
      'parlance.yaml:5: irc.tsl: unknown option',
      'parlance.yaml:7: irc.websocket.port: must be a whole number, not "x"',
      'PARLANCE_IRC__TLS__PROT: unknown option; did you mean PARLANCE_IRC__TLS__PORT?',
      '--set: irc.tsl.port: unknown option; did you mean irc.tls.port?',
    ])
  })

  test('is compared by a reload', () => {
    const before = load({}).config
    const after = load({ set: ['irc.tls.port=1', 'irc.scram.enabled=true'] }).config
    expect(compareConfigs(before, after)).toEqual({
      changed: ['irc.tls.port', 'irc.scram.enabled'],
      needRestart: ['irc.tls.port'],
    })
  })

  test('a section inside of a section whose options are all commented out means its defaults', () => {
    expect(load({ yaml: 'irc:\n  tls:\n    # port: 1\n' }).config.irc.tls.port).toBe(6697)
  })
})

describe('times', () => {
  test.each([
    ['90s', 90],
    ['10m', 600],
    ['1h', 3600],
    ['1d', 86_400],
    ['45', 45],
    [45, 45],
  ])('%j is %i seconds', (written, seconds) => {
    const yaml = `irc: { pingInterval: ${JSON.stringify(written)} }`
    expect(load({ yaml }).config.irc.pingInterval).toBe(seconds)
    expect(load({ set: [`irc.pingInterval=${written}`] }).config.irc.pingInterval).toBe(seconds)
  })

  test.each(['0', '"2d"', '-1', '1.5', 'true', '1w', 'null', '[1]', '1e3m', '"999999999999d"'])(
    '%s is refused, and the fault says what would be accepted',
    (written) => {
      expect(faultsOf({ yaml: `irc: { pingInterval: ${written} }` })).toEqual([
        'parlance.yaml:1: irc.pingInterval: must be a time from 1s to 1d, such as 90s, 10m, 1h, 2d, or whole seconds',
      ])
    },
  )

  test.each([0, 1, 60, 90, 3600, 86_400, 90_000])('%i seconds are read as they were written', (length) => {
    expect(readDuration(durationText(length))).toBe(length)
  })
})

describe('lists of entries', () => {
  test('faults name the entry and its value, and never a secret', () => {
    const yaml =
      'irc: { operators: [{ name: ann, password: 12345 }, { name: b b }, { name: c, pass: hush }, 7] }'
    const faults = faultsOf({ yaml })
    expect(faults).toContain(
      'parlance.yaml:1: irc.operators: entry 1: password: must be text (in quotes when it looks like a number)',
    )
    expect(faults).toContain('parlance.yaml:1: irc.operators: entry 3: unknown: pass')
    expect(faults).toContain(
      'parlance.yaml:1: irc.operators: entry 4: must be an entry with its values by name',
    )
    expect(faults.join('\n')).not.toMatch(/12345|hush/)
  })

  test('may be given on the command line', () => {
    const set = ['irc.operators=[{name: ann, password: "1"}]', 'server.proxies=[10.0.0.0/8]']
    const { irc, server } = load({ set }).config
    expect(irc.operators).toEqual([{ name: 'ann', password: '1' }])
    expect(server.proxies).toEqual(['10.0.0.0/8'])
  })

  test('addresses and networks are checked', () => {
    expect(faultsOf({ yaml: 'server: { proxies: [10.0.0.0/8, localhost] }' })).toEqual([
      'parlance.yaml:1: server.proxies: entry 2: must be an address or a network, such as 192.0.2.7, 10.0.0.0/8 or 2001:db8::/32',
    ])
  })
})

describe('text that may be null', () => {
  test.each([
    ['12345', '12345'],
    ['true', 'true'],
    ['[a]', '[a]'],
    ['p#x"y', 'p#x"y'],
    ['null', null],
    ['', null],
  ])('on the command line %j is %j', (written, value) => {
    expect(load({ set: [`irc.password=${written}`] }).config.irc.password).toBe(value)
    expect(load({ environment: { PARLANCE_IRC__PASSWORD: written } }).config.irc.password).toBe(value)
  })
})

test('the secrets of IRC are masked where the configuration is shown', () => {
  const yaml =
    'irc: { password: hush1, operators: [{ name: a, password: hush2 }], webirc: [{ address: ::1, password: hush3 }] }'
  expect(JSON.stringify(maskedConfig(load({ yaml }).config))).not.toContain('hush')
})

test.each(['+xyz', '+o', 'iZ'])('user modes that nobody can be given, %s, are refused', (modes) => {
  expect(faultsOf({ yaml: `irc: { defaultUserModes: ${modes} }` })).toEqual([
    'parlance.yaml:1: irc.defaultUserModes: must be some of the user modes B, R and i, such as +i',
  ])
})
