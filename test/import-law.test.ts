/** The import law of docs/architecture.md holds in the whole tree, and bites where somebody breaks it. */
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { cruise, type ICruiseResult, type IConfiguration } from 'dependency-cruiser'
import extractTSConfig from 'dependency-cruiser/config-utl/extract-ts-config'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

const root = join(import.meta.dirname, '..')
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the file is checked by its own reader, in `npm run check`
const law = createRequire(import.meta.url)('../.dependency-cruiser.cjs') as IConfiguration

async function violations(folder: string): Promise<readonly string[]> {
  const { forbidden = [], options = {} } = law
  const { output } = await cruise(
    ['src', 'web'],
    { ...options, baseDir: folder, ruleSet: { forbidden }, validate: true },
    undefined,
    { tsConfig: extractTSConfig(join(root, 'tsconfig.json')) },
  )
  if (typeof output === 'string') throw new Error(output)
  return described(output)
}

function described({ summary }: ICruiseResult): readonly string[] {
  return summary.violations.map(({ from, to, rule }) => `${from} → ${to} (${rule.name})`)
}

test('the tree obeys', async () => {
  expect(await violations(root)).toEqual([])
})

function importing(from: string, to: string, type: boolean): string {
  const up = '../'.repeat(from.split('/').length - 1)
  const target = /^(src|web)\//.test(to) ? up + to : to
  return `import ${type ? 'type ' : ''}* as other from '${target}'\nexport ${type ? 'type X = typeof other' : 'const x = other'}\n`
}

describe('what is forbidden is found', () => {
  let folder = ''

  const broken = [
    { from: 'src/core/a.ts', to: 'src/store/b.ts', type: false },
    { from: 'src/core/typed.ts', to: 'src/store/b.ts', type: true },
    { from: 'src/core/c.ts', to: 'kysely', type: false },
    { from: 'src/core/d.ts', to: 'node:fs', type: false },
    { from: 'src/net/a.ts', to: 'src/core/a.ts', type: true },
    { from: 'src/net/sql.ts', to: 'kysely', type: true },
    { from: 'src/store/a.ts', to: 'src/core/run.ts', type: true },
    { from: 'src/store/c.ts', to: 'src/net/b.ts', type: false },
    { from: 'src/fanout/a.ts', to: 'src/core/run.ts', type: false },
    { from: 'src/protocols/plain/a.ts', to: 'src/store/b.ts', type: false },
    { from: 'src/protocols/plain/b.ts', to: 'src/protocols/console/b.ts', type: false },
    { from: 'src/config/a.ts', to: 'src/observe/b.ts', type: false },
    { from: 'src/observe/a.ts', to: 'src/core/run.ts', type: true },
    { from: 'src/lib/a.ts', to: 'src/core/run.ts', type: true },
    { from: 'src/server.ts', to: 'src/cli/b.ts', type: false },
    { from: 'src/cli/a.ts', to: 'src/core/run.ts', type: false },
    { from: 'src/main.ts', to: 'src/server.ts', type: false },
    { from: 'web/src/a.ts', to: 'src/lib/two.ts', type: true },
    { from: 'web/src/b.ts', to: 'src/protocols/api/wire.ts', type: false },
    { from: 'src/lib/c.ts', to: 'web/src/c.ts', type: true },
  ] as const

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'parlance-law-'))
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
    writeFileSync(join(folder, 'tsconfig.json'), '{}')
    for (const { to } of broken) if (/^(src|web)\//.test(to)) write(to, 'export const x = 1\n')
    for (const { from, to, type } of broken) write(from, importing(from, to, type))
    write('src/lib/one.ts', "import { x } from './two.ts'\nexport const y = x\n")
    write('src/lib/two.ts', "import { y } from './one.ts'\nexport const x = y\n")
  })

  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  function write(name: string, text: string): void {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), text)
  }

  test('each of them, imports of types too, and circles', async () => {
    const found = await violations(folder)
    const missed = broken.filter(
      ({ from, to }) =>
        !found.some((line) => line.startsWith(`${from} → `) && line.includes(to.replace('node:', ''))),
    )
    expect(missed).toEqual([])
    expect(found.some((line) => line.includes('no cycles'))).toBe(true)
  })
})
