/** What kind of file it is, in as few letters as people use for it: `PDF`, `ZIP`. */

/** `null`: it has no such name. */
export function typeName(name: string, type: string): string | null {
  const ending = /\.([a-z0-9]{1,5})$/i.exec(name)?.[1]
  if (ending !== undefined) return ending.toUpperCase()
  const [, kind = ''] = type.split('/')
  return /^[a-z0-9]{2,5}$/.test(kind) ? kind.toUpperCase() : null
}
