/** Who acts at a console: the system user this process runs as. */
import { userInfo } from 'node:os'

export function systemUser(): string {
  try {
    return userInfo().username
  } catch {
    // A user id without an entry among the system's users, as in some containers.
    return `uid-${process.getuid?.() ?? 'unknown'}`
  }
}
