/** Builds the web client to `dist/web` when it, or the shapes of the API that it is typed by, changed since the last build. */
import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const stamp = join(root, 'dist', '.built-web')

function fingerprint() {
  const files = readdirSync(join(root, 'web'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
  return [join(root, 'package.json'), ...files.sort()]
    .map((name) => `${name} ${statSync(name).mtimeMs}`)
    .join('\n')
}

export function isWebFresh() {
  try {
    return (
      readFileSync(stamp, 'utf8') === fingerprint() && statSync(join(root, 'dist/web/index.html')).isFile()
    )
  } catch {
    return false
  }
}

export async function buildWeb() {
  if (isWebFresh()) return
  const before = fingerprint()
  rmSync(stamp, { force: true })
  // Also where a test builds first: what is built there is what people get, with the service worker.
  process.env.NODE_ENV = 'production'
  const { build } = await import('vite')
  await build({ configFile: join(root, 'web', 'vite.config.ts'), logLevel: 'warn' })
  writeFileSync(stamp, before)
}
