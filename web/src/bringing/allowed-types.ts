/** Which kinds of files a server takes: what can be told of a file before it is sent, and how the list is read. Pure. */
import type { fileWords } from '../words/en/files.ts'

/** What a browser calls so by the name, the server calls so by the content, or the file is not what its name says. */
const certain: ReadonlySet<string> = new Set([
  'image/png',
  'image/jpeg',
  'image/gif',
  'image/webp',
  'application/pdf',
])
const heardOrSeen = /^(audio|video)\//

/** `type`: as the browser tells it; in doubt the server will say. */
export function isSurelyRefused(type: string, allowed: readonly string[]): boolean {
  if (allowed.length === 0) return false
  if (certain.has(type)) return !allowed.includes(type) && !allowed.includes(type.replace(/\/.*/, '/*'))
  // One may be the other, or nobody knows what.
  return heardOrSeen.test(type) && !allowed.some((each) => heardOrSeen.test(each) || !isNamed(each))
}

function isNamed(allowed: string): boolean {
  return allowed !== 'application/*' && allowed !== 'application/octet-stream'
}

type KindKey = Extract<keyof typeof fileWords, `file.kind-${string}`>

const kinds: Readonly<Record<string, KindKey>> = {
  'image/*': 'file.kind-image',
  'audio/*': 'file.kind-audio',
  'video/*': 'file.kind-video',
  'text/*': 'file.kind-text',
  'application/pdf': 'file.kind-pdf',
}

/** In words where there are some. */
export function allowedText(allowed: readonly string[], t: (key: KindKey) => string): string {
  const word = (each: string): string => {
    const key = kinds[each]
    return key === undefined ? each : t(key)
  }
  return allowed.map(word).join(', ')
}
