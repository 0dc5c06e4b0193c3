/** Where a file is found: an address that nobody can guess, and that says what it leads to. */

/** Where files are brought to. */
export const uploadsPath = '/api/uploads'

export function filePath({ key, name }: { readonly key: string; readonly name: string }): string {
  return `/files/${key}/${encodeURIComponent(name)}`
}

/** Where whoever has a permit brings files: `curl -T FILE` puts the name behind it. */
export function permitPath(permit: string): string {
  return `${uploadsPath}/by/${permit}/`
}

/** A smaller form of a picture, so many pixels wide. */
export function thumbnailPath(key: string, width: number): string {
  return `/files/${key}/small/${width}`
}

/** As this server writes one, whatever it is called where the author is; what follows the key says nothing. */
const address = /https?:\/\/[^\s/<>"]+\/files\/([\w-]{32})\/[^\s<>"]*/g

/** What addresses of files in a text lead to, each once. */
export function keysIn(text: string): readonly string[] {
  if (!text.includes('/files/')) return none
  return [...new Set([...text.matchAll(address)].map(([, key = '']) => key))]
}

/** Whether a text says where a file is. */
export function saysWhere(text: string, { key }: { readonly key: string }): boolean {
  return text.includes(`/files/${key}/`)
}

/** Whether a text has nothing to say but where these files are. */
export function isOnlyWhere(text: string, files: readonly { readonly key: string }[]): boolean {
  if (files.length === 0) return false
  const keys = new Set(files.map(({ key }) => key))
  return text.replace(address, (whole, key: string) => (keys.has(key) ? '' : whole)).trim() === ''
}

const none: readonly string[] = []
