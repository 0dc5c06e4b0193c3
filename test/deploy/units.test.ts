/** The units of deploy/systemd: what they start is a command line that the program takes, and systemd understands them. */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { loadConfig } from '../../src/config/load.ts'
import { deploy } from './node.ts'

const analyser = '/usr/bin/systemd-analyze'

const units = ['parlance.service', 'parlance@.service'] as const
const textOf = (unit: string): string => readFileSync(join(deploy, 'systemd', unit), 'utf8')

/** Without what is said about them. */
const directives = (unit: string): string => textOf(unit).replaceAll(/^#.*\n/gm, '')

/** What follows `name=` in a unit, line by line. */
function linesOf(unit: string, name: string): readonly string[] {
  return textOf(unit)
    .split('\n')
    .filter((line) => line.startsWith(`${name}=`))
    .map((line) => line.slice(name.length + 1))
}

test.each(units)(
  '%s starts the server with options that there are, on the folder that is its own',
  (unit) => {
    const [start = ''] = linesOf(unit, 'ExecStart')
    const words = start.split(' ')
    expect(words.slice(0, 4)).toEqual(['/usr/bin/node', 'dist/main.js', 'start', '--config'])
    const set = words.filter((_, index) => words[index - 1] === '--set')
    const { config } = loadConfig({ file: null, set, environment: {} })
    expect(`%S/${linesOf(unit, 'StateDirectory').join()}`).toBe(config.data)
  },
)

test('the unit for several differs from the one for one in names alone', () => {
  const named = directives('parlance@.service')
    .replaceAll('/%i.yaml', '/parlance.yaml')
    .replaceAll(/[- ]%i/g, '')
  expect(named).toBe(directives('parlance.service'))
})

test.runIf(existsSync(analyser) || process.env['CI'] === 'true').each(units)(
  'systemd understands %s',
  (unit) => {
    const folder = mkdtempSync(join(tmpdir(), 'parlance-units-'))
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
    const file = join(folder, unit)
    // Where the program would be is not here.
    writeFileSync(file, textOf(unit).replace('/usr/bin/node', '/bin/true'))
    const { status, stderr } = spawnSync(analyser, ['verify', '--man=no', file], { encoding: 'utf8' })
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
  },
)
