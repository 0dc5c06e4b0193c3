#!/usr/bin/env node
/** The process: an old Node is turned away before anything that needs a newer one is loaded; then the command line runs. */

const oldest = [22, 19] as const

if (isOld(process.versions.node)) {
  process.stderr.write(
    `parlance: Node ${oldest.join('.')} or newer is needed, this is ${process.versions.node} (in a clone, "npm start" and "npx" use the right one)\n`,
  )
  process.exitCode = 1
} else {
  // What was compiled once is not compiled again at the next start; where nothing can be written it is.
  const { enableCompileCache } = await import('node:module')
  enableCompileCache(`${import.meta.dirname}/.cache`)
  const { runCommandLine } = await import('./cli/program.ts')
  process.exitCode = await runCommandLine(process.argv.slice(2))
}

function isOld(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  return major < oldest[0] || (major === oldest[0] && minor < oldest[1])
}
