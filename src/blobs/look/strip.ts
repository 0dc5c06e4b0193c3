/** Takes out of a picture or film what tells of whoever took it (place, time, camera), without touching what is seen. */
import { readFile, rename, stat, writeFile } from 'node:fs/promises'
import { strippedJpeg } from './strip/jpeg.ts'
import { stripMp4 } from './strip/mp4.ts'
import { strippedPng } from './strip/png.ts'
import { strippedWebp } from './strip/webp.ts'

/** Larger ones are kept as they are: they are read whole. */
const mostBytes = 128 * 1024 * 1024

/** In place. What is not as it should be stays as it is: whoever looks at it sees what cannot be read. */
export async function strip(path: string, type: string): Promise<void> {
  if (inBoxes.has(type)) return stripMp4(path)
  if (!strippable.has(type) || (await stat(path)).size > mostBytes) return
  const file = await readFile(path)
  const stripped = await without(file, type)
  if (stripped === null || stripped.length === file.length) return
  await writeFile(`${path}.stripped`, stripped, { mode: 0o600 })
  await rename(`${path}.stripped`, path)
}

/** What is made of boxes as QuickTime has them; pictures that are, as AVIF, keep theirs. */
const inBoxes: ReadonlySet<string> = new Set([
  'video/mp4',
  'video/quicktime',
  'video/x-m4v',
  'video/3gpp',
  'video/3gpp2',
  'audio/mp4',
  'audio/x-m4a',
])

const strippable: ReadonlySet<string> = new Set(['image/jpeg', 'image/png', 'image/apng', 'image/webp'])

async function without(file: Buffer, type: string): Promise<Buffer | null> {
  if (type === 'image/webp') return strippedWebp(file)
  return type === 'image/jpeg' ? strippedJpeg(file, await orientationOf(file)) : strippedPng(file)
}

async function orientationOf(file: Buffer): Promise<number> {
  const { default: sharp } = await import('sharp')
  const { orientation } = await sharp(file).metadata()
  return orientation ?? 1
}
