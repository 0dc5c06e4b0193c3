/** What a browser has to load before anything is shown: small, and allowed by the strictest content policy. */
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'vite'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'

interface Chunk {
  readonly file: string
  readonly imports?: readonly string[]
  readonly css?: readonly string[]
}

const root = join(import.meta.dirname, '../..')
const mostBytes = 90 * 1024
let folder = ''

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'parlance-web-'))
  // As it is built for people: what tests say of themselves would bring the developers' half of the libraries along.
  vi.stubEnv('NODE_ENV', 'production')
  await build({
    configFile: join(root, 'web/vite.config.ts'),
    logLevel: 'error',
    build: { outDir: folder, emptyOutDir: true },
  })
  vi.unstubAllEnvs()
}, 60_000)

afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** The files of the page itself and of everything it imports at once; `also`: a part that is loaded right after it. */
function firstFiles(also: readonly string[] = []): readonly string[] {
  const manifest = JSON.parse(readFileSync(join(folder, '.vite/manifest.json'), 'utf8')) as Record<
    string,
    Chunk
  >
  const files = new Set<string>()
  const visit = (name: string) => {
    const chunk = manifest[name]
    if (chunk === undefined || files.has(chunk.file)) return
    files.add(chunk.file)
    for (const style of chunk.css ?? []) files.add(style)
    for (const imported of chunk.imports ?? []) visit(imported)
  }
  for (const name of ['index.html', ...also]) {
    expect(manifest[name]).toBeDefined()
    visit(name)
  }
  return [...files]
}

function bytes(files: readonly string[], ending: string): number {
  return files.reduce((sum, file) => {
    const packed = join(folder, file + ending)
    return sum + statSync(existsSync(packed) ? packed : join(folder, file)).size
  }, 0)
}

describe('the first load', () => {
  test.each([
    ['.br', 'somebody who is signed in', ['src/shell/shell.tsx']],
    ['.gz', 'somebody who is signed in', ['src/shell/shell.tsx']],
    ['.br', 'somebody new', ['src/pages/entrance.tsx']],
    ['.gz', 'somebody new', ['src/pages/entrance.tsx']],
  ])('script and style are at most 90 KiB as %s for %s', (ending, _, also) => {
    const files = firstFiles(also)
    expect(files.some((file) => file.endsWith('.js'))).toBe(true)
    expect(files.some((file) => file.endsWith('.css'))).toBe(true)
    const size = bytes(files, ending)
    console.log(`first load${ending}${also.join(' ')}: ${(size / 1024).toFixed(1)} KiB`)
    expect(size).toBeLessThanOrEqual(mostBytes)
  })

  test('nothing stands in the page itself that a strict policy would refuse', () => {
    const page = readFileSync(join(folder, 'index.html'), 'utf8')
    expect(page).not.toMatch(/<style|style=|\son\w+=|javascript:/i)
    for (const [, attributes, inside] of page.matchAll(/<script([^>]*)>([^<]*)/g)) {
      expect(attributes).toContain('src="/assets/')
      expect(inside?.trim()).toBe('')
    }
  })

  test('no script makes code of text', () => {
    for (const file of firstFiles().filter((name) => name.endsWith('.js')))
      expect(readFileSync(join(folder, file), 'utf8')).not.toMatch(/\beval\(|new Function\(/)
  })
})
