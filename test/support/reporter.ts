/** Prints the plain closing line, `N passed, N failed`, last; with `CI=true` a skipped test counts as failed. */
import type { Reporter, TestModule } from 'vitest/node'

type Counts = Record<'passed' | 'failed' | 'skipped', number>

export default class ClosingLine implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    const counts = count(modules)
    counts.failed += errors.length
    const strict = process.env['CI'] === 'true'
    if (strict && counts.skipped > 0) {
      console.log('\nSkipped tests are failures here (CI=true):')
      for (const name of skippedNames(modules)) console.log(`  ${name}`)
      counts.failed += counts.skipped
      counts.skipped = 0
    }
    if (counts.failed > 0) process.exitCode = 1
    const line = `${counts.passed} passed, ${counts.failed} failed`
    const skipped = counts.skipped > 0 ? `, ${counts.skipped} skipped` : ''
    // The default reporter prints its summary in the same turn; this line has to come after it.
    process.once('exit', () => process.stdout.write(`\n${line}${skipped}\n`))
  }
}

function count(modules: readonly TestModule[]): Counts {
  const counts: Counts = { passed: 0, failed: 0, skipped: 0 }
  for (const module of modules) {
    for (const test of module.children.allTests()) {
      const { state } = test.result()
      if (state !== 'pending') counts[state]++
    }
    // A file that could not be loaded has no tests to fail.
    counts.failed += module.errors().length
  }
  return counts
}

function skippedNames(modules: readonly TestModule[]): readonly string[] {
  return modules.flatMap((module) =>
    [...module.children.allTests('skipped')].map((test) => `${module.relativeModuleId} > ${test.fullName}`),
  )
}
