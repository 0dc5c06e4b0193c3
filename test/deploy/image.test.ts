/** The Dockerfile, as far as it can be tried without Docker: what it takes is there and enough for a build, what it names exists. */
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { defaultConfig, loadConfig } from '../../src/config/load.ts'
import { root, run } from '../process/server-process.ts'

interface Instruction {
  readonly name: string
  readonly words: readonly string[]
}

/** Stage by stage. A line that ends in a backslash goes on in the next. */
function stages(): readonly (readonly Instruction[])[] {
  const text = readFileSync(join(root, 'Dockerfile'), 'utf8').replaceAll(/^#.*\n/gm, '')
  return text
    .replaceAll(/\\\n\s*/g, '')
    .split(/^(?=FROM )/m)
    .slice(1)
    .map((stage) =>
      stage
        .split('\n')
        .filter((line) => line !== '')
        .map(instruction),
    )
}

function instruction(line: string): Instruction {
  const [name = '', ...words] = line.split(/\s+/)
  return { name, words }
}

function wordsOf(stage: readonly Instruction[], name: string): readonly string[] {
  return stage.filter((instruction) => instruction.name === name).flatMap(({ words }) => words)
}

/** What a stage takes from the clone. */
function copied(stage: readonly Instruction[]): readonly string[] {
  return stage
    .filter(({ name, words: [first = ''] }) => name === 'COPY' && !first.startsWith('--from='))
    .flatMap(({ words }) => words.slice(0, -1))
}

const [build = [], packages = [], last = []] = stages()

test('what it takes from the clone is let through to it', () => {
  const ignored = readFileSync(join(root, '.dockerignore'), 'utf8').split('\n')
  expect(ignored).toContain('*')
  const taken = [build, packages, last].flatMap(copied)
  expect(taken.filter((name) => !existsSync(join(root, name)))).toEqual([])
  expect(taken.filter((name) => !ignored.includes(`!${name}`))).toEqual([])
})

test('what it takes is enough to build', { timeout: 240_000 }, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'parlance-image-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  for (const name of copied(build)) cpSync(join(root, name), join(folder, name), { recursive: true })
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
  const [script = ''] =
    build
      .filter(({ name }) => name === 'RUN')
      .at(-1)
      ?.words.slice(1) ?? []
  const built = run(process.execPath, [script], { cwd: folder })
  onTestFinished(() => built.kill())
  expect(await built.ended).toMatchObject({ code: 0, stderr: '' })
  expect(['main.js', 'web/index.html'].map((name) => existsSync(join(folder, 'dist', name)))).toEqual([
    true,
    true,
  ])
})

test('it starts as somebody without rights, with options that there are, and without a shell', () => {
  expect(wordsOf(last, 'USER')).toEqual(['node'])
  const environment = Object.fromEntries(wordsOf(last, 'ENV').map((pair) => pair.split('=', 2)))
  const { config } = loadConfig({ file: null, set: [], environment })
  expect(config).toMatchObject({ data: '/data', server: { host: '0.0.0.0' } })
  expect(wordsOf(last, 'VOLUME')).toEqual([config.data])
  expect([...wordsOf(last, 'ENTRYPOINT'), ...wordsOf(last, 'CMD')].join(' ')).toBe(
    '["node", "dist/main.js"] ["start"]',
  )
})

test('the ports that it names are those of the doors, and health is asked for at the one for HTTP', () => {
  const { http, irc, plain } = defaultConfig()
  expect(wordsOf(last, 'EXPOSE').map(Number)).toEqual([http.port, irc.port, irc.tls.port, plain.port])
  expect(wordsOf(last, 'HEALTHCHECK').join(' ')).toContain(`?? ${http.port}) + '/healthz',`)
})
