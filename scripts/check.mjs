/** `npm run check`: types, lint, format, the import law, dead code and generated documents, two steps at a time; under a minute. */
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const lanes = 2

const steps = [
  {
    name: 'types',
    command: [
      'tsc',
      '-p',
      '.',
      '--noEmit',
      '--incremental',
      '--tsBuildInfoFile',
      'node_modules/.cache/check.tsbuildinfo',
    ],
  },
  {
    name: 'types of the web client',
    command: [
      'tsc',
      '-p',
      'web',
      '--noEmit',
      '--incremental',
      '--tsBuildInfoFile',
      'node_modules/.cache/check-web.tsbuildinfo',
    ],
  },
  {
    name: 'types of the service worker',
    command: [
      'tsc',
      '-p',
      'web/worker',
      '--noEmit',
      '--incremental',
      '--tsBuildInfoFile',
      'node_modules/.cache/check-worker.tsbuildinfo',
    ],
  },
  { name: 'lint', command: ['oxlint', '--type-aware', '--deny-warnings'] },
  { name: 'format', command: ['prettier', '--check', '--log-level', 'warn', '.'] },
  { name: 'import law', command: ['depcruise', 'src', 'web', '--config', '.dependency-cruiser.cjs'] },
  { name: 'dead code', command: ['knip'] },
  { name: 'documents', command: ['node', 'scripts/config-doc.ts', '--check'] },
  { name: 'types of the API', command: ['node', 'scripts/client-types.ts', '--check'] },
  {
    name: 'database document',
    command: ['node', 'scripts/database-doc.ts', '--check'],
    needs: 'scripts/database-doc.ts',
  },
]

const waiting = steps.filter(({ needs }) => needs === undefined || existsSync(join(root, needs)))
let failed = 0

await Promise.all(Array.from({ length: lanes }, workThrough))
console.log(failed === 0 ? 'everything is in order' : `${failed} of the checks failed`)
process.exitCode = failed === 0 ? 0 : 1

async function workThrough() {
  for (let step = waiting.shift(); step !== undefined; step = waiting.shift()) {
    const begun = Date.now()
    const { code, output } = await run(step.command)
    const seconds = ((Date.now() - begun) / 1000).toFixed(1)
    console.log(`${code === 0 ? 'ok    ' : 'FAILED'} ${step.name} (${seconds} s)`)
    if (code === 0) continue
    failed++
    console.log(output.trimEnd())
  }
}

function run([program, ...words]) {
  return new Promise((resolve) => {
    const child = spawn(join(root, 'node_modules', '.bin', program), words, {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let output = ''
    child.stdout.on('data', (chunk) => (output += chunk))
    child.stderr.on('data', (chunk) => (output += chunk))
    child.on('error', (error) => resolve({ code: 1, output: error.message }))
    child.on('close', (code) => resolve({ code, output }))
  })
}
