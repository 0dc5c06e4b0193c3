/** Where a backup goes: a folder of its own. */
import { mkdir, readdir } from 'node:fs/promises'

/** Makes the folder where it is missing; answers whether nothing is in it. */
export async function isEmptyFolder(folder: string): Promise<boolean> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  return (await readdir(folder)).length === 0
}
