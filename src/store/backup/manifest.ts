/** What a backup says about itself: written last, so that a folder with a manifest is a whole backup. */
import { readFile, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { writeDurably } from '../../lib/durable.ts'

const manifestName = 'manifest.json'

const manifestSchema = z.object({
  format: z.literal(1),
  madeAt: z.string(),
  /** The newest migration the database has. */
  schema: z.string(),
  file: z.object({ name: z.string().regex(/^[\w.-]+$/), bytes: z.number().int(), sha256: z.string() }),
  /** Rows per table. */
  counts: z.record(z.string(), z.number().int()),
})

export type Manifest = Readonly<z.infer<typeof manifestSchema>>

/** A backup or restore that was refused or failed; one line for the operator. */
export class BackupError extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, { cause })
    this.name = 'BackupError'
  }
}

export async function writeManifest(folder: string, manifest: Manifest): Promise<void> {
  const unfinished = join(folder, `${manifestName}.unfinished`)
  await writeDurably(unfinished, `${JSON.stringify(manifest, null, 2)}\n`)
  await rename(unfinished, join(folder, manifestName))
}

export async function readManifest(folder: string): Promise<Manifest> {
  const text = await readFile(join(folder, manifestName), 'utf8').catch((error: unknown) => {
    throw new BackupError(`no whole backup was found in ${folder}: ${manifestName} ${unread(error)}`, error)
  })
  try {
    return manifestSchema.parse(JSON.parse(text))
  } catch (error) {
    throw new BackupError(`no whole backup was found in ${folder}: ${manifestName} is not understood`, error)
  }
}

/** A backup that somebody else copied may well be whole. */
function unread(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  return code === 'ENOENT' ? 'is missing' : `cannot be read by this system user (${code})`
}
