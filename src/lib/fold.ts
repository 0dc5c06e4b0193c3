/** Folded names: the key under which names are compared, so that case never tells two of them apart. */

/** User names are ASCII: only A–Z fold, in every locale alike. */
export function foldName(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => letter.toLowerCase())
}

/** Channel names may be in any script. */
export function foldChannelName(name: string): string {
  return name.normalize('NFKC').toLowerCase()
}
