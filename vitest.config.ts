/** How the tests run: two worker processes, and the closing line that scripts read. */
import { join } from 'node:path'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 20_000,
    hookTimeout: 20_000,
    // A busy machine stands still for a second now and then.
    expect: { poll: { timeout: 20_000 } },
    // Every server of a test starts two threads: they find their modules compiled already.
    env: { NODE_COMPILE_CACHE: join(import.meta.dirname, 'node_modules', '.cache', 'node') },
    reporters: ['default', './test/support/reporter.ts'],
  },
})
