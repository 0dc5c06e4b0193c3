/** A database with the schema of today and nothing in it, made once: a quarter of what a server's first start costs. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openStore } from '../../../src/store/open-store.ts'
import { SceneLog } from './log.ts'

export const emptyDatabase: Promise<Buffer> = make()

async function make(): Promise<Buffer> {
  const folder = mkdtempSync(join(tmpdir(), 'scene-'))
  try {
    const file = join(folder, 'parlance.sqlite')
    const store = await openStore({ file, log: new SceneLog().sink })
    await store.close()
    return readFileSync(file)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
