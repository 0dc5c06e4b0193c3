/**
 * Puts the server into a few files: finding, reading and linking a thousand modules one by one was most of what a start cost
 * (docs/decisions/0033). What a part of it loads later has a file of its own. Types are looked at by `npm run check`.
 */
import { readdirSync, rmSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const output = join(root, 'dist')
/** A server that was started from an earlier build may still load a part that it has not needed yet. */
const keptMs = 24 * 60 * 60 * 1000

/** Each of these is started as a program, a thread or a process. All but the first lie beside the parts, which look for them there. */
const entries = {
  main: 'src/main.ts',
  'server/worker': 'src/store/dialects/sqlite/worker.ts',
  'server/process': 'src/blobs/look/process.ts',
}

export async function buildServer() {
  const { build } = await import('vite')
  const built = await build({
    root,
    configFile: false,
    publicDir: false,
    logLevel: 'warn',
    // Packages stay where they are, but for those that consist of hundreds of small modules.
    ssr: { noExternal: ['kysely', 'yaml', 'zod'], resolve: { conditions: ['import', 'module', 'default'] } },
    build: {
      ssr: true,
      outDir: output,
      emptyOutDir: false,
      assetsDir: '',
      minify: false,
      sourcemap: true,
      target: 'node22',
      rolldownOptions: {
        input: entries,
        output: { entryFileNames: '[name].js', chunkFileNames: 'server/[name]-[hash].js' },
      },
    },
  })
  removeOld(new Set(built.output.map(({ fileName }) => fileName)))
}

function removeOld(fresh) {
  const before = Date.now() - keptMs
  for (const name of readdirSync(output, { recursive: true })) {
    if (!/\.js(\.map)?$/.test(name) || name.startsWith('web/') || fresh.has(name)) continue
    const path = join(output, name)
    if (!name.startsWith('server/') || statSync(path).mtimeMs < before) rmSync(path)
  }
}
