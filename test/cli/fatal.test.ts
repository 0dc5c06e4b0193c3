/** An error that nobody caught: it is written to error.log with its stack, told in one line, and the process ends with 1. */
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const source = join(import.meta.dirname, '../../src')

function program(folder: string, ending: string): string {
  const options = { folder, level: 'info', format: 'json', maxBytes: 1_000_000, keep: 2, terminal: null }
  return `
    import { createServerLog } from ${JSON.stringify(join(source, 'observe/log.ts'))}
    import { endOnFatalErrors } from ${JSON.stringify(join(source, 'cli/process-events.ts'))}
    const log = createServerLog(${JSON.stringify(options)})
    endOnFatalErrors(log)
    setInterval(() => log.info({}, 'alive'), 5)
    ${ending}`
}

test.each([
  ['thrown', "setTimeout(() => { throw new Error('nobody caught\\nthis') }, 20)"],
  ['rejected', "setTimeout(() => void Promise.reject(new Error('nobody caught\\nthis')), 20)"],
])('%s', async (_, ending) => {
  const folder = mkdtempSync(join(tmpdir(), 'parlance-fatal-'))
  const child = spawn(process.execPath, ['--input-type=module', '-e', program(folder, ending)])
  let told = ''
  child.stderr.on('data', (chunk) => (told += String(chunk)))
  const code = await new Promise((resolve) => child.once('close', resolve))
  const written = readFileSync(join(folder, 'error.log'), 'utf8')
  rmSync(folder, { recursive: true })
  expect(code).toBe(1)
  expect(told).toBe('parlance: fatal: nobody caught this (error.log has the details)\n')
  expect(written).toContain('"stack":"Error: nobody caught')
})
