/** The command line without a server: help, version, bad usage, check-config, and an admin that finds nobody. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { runProcess, type Ended } from './process.ts'

let folder = ''

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'parlance-cli-'))
})

afterAll(() => rmSync(folder, { recursive: true, force: true }))

function run(...words: readonly string[]): Promise<Ended> {
  return runProcess(words, { folder })
}

describe('help and version', () => {
  test.each([
    [['--help']],
    [['help']],
    [['start', '--help']],
    [['admin', '--help']],
    [['check-config', '--help']],
    [['backup', '--help']],
    [['restore', '--help']],
  ])('%j', async (words) => {
    const { code, out, err } = await run(...words)
    expect(out).toMatch(/^Usage: parlance/)
    expect({ code, err }).toEqual({ code: 0, err: '' })
  })

  test('--version tells the version of the package', async () => {
    expect(await run('--version')).toEqual({
      code: 0,
      out: expect.stringMatching(/^\d+\.\d+\.\d+\n$/),
      err: '',
    })
  })

  test('no command at all shows the help and is bad usage', async () => {
    const { code, out, err } = await run()
    expect(err).toMatch(/^Usage: parlance/)
    expect({ code, out }).toEqual({ code: 2, out: '' })
  })
})

describe('bad usage is one line on stderr that names the option, and exit 2', () => {
  test.each([
    [['--colour'], "parlance: unknown option '--colour'"],
    [['strat'], "parlance: unknown command 'strat' (Did you mean start?)"],
    [['start', '--confg', 'x'], "parlance: unknown option '--confg' (Did you mean --config?)"],
    [['start', '--config'], "parlance: option '--config <file>' argument missing"],
    [['start', '--set', 'plain.port=high'], '--set: plain.port: must be a whole number, not "high"'],
    [['admin', '--set', 'nonsense', 'status'], '--set: must be section.key=value, not "nonsense"'],
  ])('%j', async (words, line) => {
    expect(await run(...words)).toEqual({ code: 2, out: '', err: `${line}\n` })
  })
})

describe('check-config', () => {
  test('says that everything is fine, and where it came from', async () => {
    const { code, out, err } = await run('check-config', '--set', 'plain.port=5')
    expect(out).toMatch(/^configuration is fine/)
    expect(out).toContain('plain.port from --set')
    expect({ code, err }).toEqual({ code: 0, err: '' })
  })

  test('reports every fault at once and exits with 1', async () => {
    const file = join(folder, 'faulty.yaml')
    writeFileSync(file, 'plain:\n  port: 70000\nlimits:\n  mesageLength: 3\n')
    const environment = { PARLANCE_LOG__LEVEL: 'loud' }
    const { code, out, err } = await runProcess(['check-config', '--config', 'faulty.yaml'], {
      folder,
      environment,
    })
    rmSync(file)
    expect(err.trimEnd().split('\n')).toEqual([
      'faulty.yaml:2: plain.port: must be at most 65535',
      'faulty.yaml:4: limits.mesageLength: unknown option; did you mean limits.messageLength?',
      'PARLANCE_LOG__LEVEL: log.level: must be one of debug, info, warn, error',
    ])
    expect({ code, out }).toEqual({ code: 1, out: '' })
  })

  test('a file that is not there is a fault', async () => {
    const ended = await run('check-config', '--config', 'none.yaml')
    expect(ended).toEqual({ code: 1, out: '', err: 'none.yaml: cannot be read: no such file\n' })
  })
})

describe('admin without a server', () => {
  test('says so in one line and exits with 1', async () => {
    const { code, out, err } = await run('admin', 'status')
    expect(err).toMatch(
      /^no server is running on \.\/data \(no console socket at .*console\.sock\): start one with .*\n$/,
    )
    expect({ code, out }).toEqual({ code: 1, out: '' })
  })
})
