/**
 * Puts each of the packages that consist of hundreds of small modules into one file of `dist/packages`, and leads the compiled
 * files there: finding, reading and linking their modules one by one was half of what a start cost (docs/decisions/0020).
 */
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const output = join(root, 'dist')
const folder = join(output, 'packages')
const stamp = join(folder, '.built')
const packages = ['kysely', 'yaml', 'zod']

export async function buildPackages() {
  await bundle()
  for (const name of readdirSync(output, { recursive: true })) {
    if (!name.endsWith('.js') || name.startsWith('web/') || name.startsWith('packages/')) continue
    lead(join(output, name))
  }
}

/** Again only when one of them has another version. */
async function bundle() {
  const versions = packages.map((name) => `${name} ${versionOf(name)}`).join('\n')
  if (isBuilt(versions)) return
  rmSync(folder, { recursive: true, force: true })
  const { build } = await import('vite')
  await build({
    root,
    configFile: false,
    publicDir: false,
    logLevel: 'warn',
    ssr: { noExternal: true, resolve: { conditions: ['import', 'module', 'default'] } },
    build: {
      ssr: true,
      outDir: folder,
      assetsDir: '',
      minify: false,
      target: 'node22',
      rolldownOptions: {
        input: Object.fromEntries(packages.map((name) => [name, name])),
        preserveEntrySignatures: 'strict',
        output: { entryFileNames: '[name].js' },
      },
    },
  })
  writeFileSync(stamp, versions)
}

function isBuilt(versions) {
  try {
    return readFileSync(stamp, 'utf8') === versions
  } catch {
    return false
  }
}

function versionOf(name) {
  return JSON.parse(readFileSync(join(root, 'node_modules', name, 'package.json'), 'utf8')).version
}

/** What the compiler has written anew names the packages; what it has left is led there already. */
function lead(file) {
  const text = readFileSync(file, 'utf8')
  const led = text.replace(/(\bfrom |\bimport\()'(kysely|yaml|zod)'/g, (_, word, name) => {
    const path = relative(dirname(file), join(folder, `${name}.js`))
    return `${word}'${path.startsWith('.') ? path : `./${path}`}'`
  })
  if (led !== text) writeFileSync(file, led)
}
