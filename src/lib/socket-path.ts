/** Paths of socket files: the platform takes only short ones. */
import { relative, resolve } from 'node:path'

const longest = process.platform === 'linux' ? 107 : 103

/**
 * The path by which to open a socket file or connect to it: one that is too long is written relative to the working
 * directory where that helps. `null` when it is too long either way.
 */
export function socketPath(path: string): string | null {
  const candidates = [path, relative(process.cwd(), resolve(path))]
  return candidates.find((candidate) => Buffer.byteLength(candidate) <= longest) ?? null
}
