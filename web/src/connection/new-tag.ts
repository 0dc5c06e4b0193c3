/** A mark of one's own for what is said. `crypto.randomUUID` is not there on pages without TLS. */
export function newTag(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
