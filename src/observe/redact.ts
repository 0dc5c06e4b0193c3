/** Keeps secrets out of the logs, wherever in a record they stand. */

/** Fields whose name says that a secret is in them: `password`, `passwordHash`, `newPassword`, `inviteToken`, `key`… */
const secretName = /password|token$|^key$|secret/i
const mask = '[hidden]'
/** Deeper than this nothing is written: a record of a log is small. */
const deepest = 6

/** The same fields with every secret masked; answers the very object when there is nothing to mask. */
export function maskSecrets(fields: Record<string, unknown>, depth = 0): Record<string, unknown> {
  let masked: Record<string, unknown> | null = null
  for (const name of Object.keys(fields)) {
    const value = fields[name]
    const shown = secretName.test(name) ? mask : maskValue(value, depth)
    if (shown === value) continue
    masked ??= { ...fields }
    masked[name] = shown
  }
  return masked ?? fields
}

function maskValue(value: unknown, depth: number): unknown {
  if (typeof value !== 'object' || value === null || value instanceof Error) return value
  if (depth >= deepest) return '[too deep]'
  if (Array.isArray(value)) return maskList(value, depth)
  return isRecord(value) ? maskSecrets(value, depth + 1) : value
}

function maskList(list: readonly unknown[], depth: number): readonly unknown[] {
  const masked = list.map((item) => maskValue(item, depth + 1))
  return masked.some((item, index) => item !== list[index]) ? masked : list
}

function isRecord(value: object): value is Record<string, unknown> {
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null
}
