/** Lists of media types: each one type, as `application/pdf`, or all of a kind, as `image/*`. */

/** An empty list has everything. */
export function hasMediaType(list: readonly string[], type: string): boolean {
  if (list.length === 0) return true
  const [kind = ''] = type.split('/')
  return list.includes(type) || list.includes(`${kind}/*`)
}
