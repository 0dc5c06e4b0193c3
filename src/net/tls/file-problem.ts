/** Says in words why a file cannot be read or written, and what to do. */

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'no such file',
  EISDIR: 'it is a folder',
  ENOTDIR: 'a part of the path is a file',
  ENOSPC: 'no space is left on its disk',
  EROFS: 'its disk is read-only',
}

export function fileProblem(error: unknown, use: 'read' | 'write'): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (code === 'EACCES' || code === 'EPERM') return `permission denied: let this system user ${use} it`
  return reasons[code] ?? (error instanceof Error ? error.message : String(error))
}
