/**
 * Builds `src` to `dist`, and the web client beside it, when something in them is newer than the last build. Plain JavaScript that any recent Node runs,
 * and safe when two start at once: the second waits for the first and then finds everything fresh.
 */
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { buildServer } from './build-server.mjs'
import { buildWeb, isWebFresh } from './build-web.mjs'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const output = join(root, 'dist')
const stamp = join(output, '.built')
const lock = join(root, 'node_modules', '.parlance-build')
const inputs = ['tsconfig.json', 'package.json', 'scripts/build-server.mjs']

if (!isFresh() || !isWebFresh()) {
  await withLock(async () => {
    await build()
    await buildWeb()
  })
}

/** What a build depends on: every source file's name and time, and the settings. */
function fingerprint() {
  const files = readdirSync(join(root, 'src'), { recursive: true })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => join('src', name))
  return [...inputs, ...files.sort()]
    .map((name) => `${name} ${statSync(join(root, name)).mtimeMs}`)
    .join('\n')
}

function isFresh() {
  try {
    return readFileSync(stamp, 'utf8') === fingerprint()
  } catch {
    return false
  }
}

async function build() {
  if (isFresh()) return
  const before = fingerprint()
  rmSync(stamp, { force: true })
  await buildServer()
  // What changed meanwhile is newer than `before` and will be built the next time.
  writeFileSync(stamp, before)
}

/** One build at a time: the lock is a folder, which only one process can make; one left by a dead process is taken over. */
async function withLock(work) {
  const deadline = Date.now() + 120_000
  for (;;) {
    try {
      mkdirSync(lock)
      break
    } catch (error) {
      if (error.code !== 'EEXIST') throw error
    }
    if (isAbandoned() || Date.now() > deadline) rmSync(lock, { recursive: true, force: true })
    else Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 100)
  }
  try {
    writeFileSync(join(lock, 'pid'), String(process.pid))
    await work()
  } finally {
    rmSync(lock, { recursive: true, force: true })
  }
}

function isAbandoned() {
  try {
    process.kill(Number(readFileSync(join(lock, 'pid'), 'utf8')), 0)
    return false
  } catch (error) {
    if (error.code === 'ESRCH') return true
    // The process is another user's, or has not written its number yet.
    return false
  }
}
