/** What clients write for a channel. */

export function isChannel(name: string): boolean {
  return name.startsWith('#') && name.length > 1
}
