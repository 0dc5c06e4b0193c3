/** The version of this program, as its package says. */
import { readFileSync } from 'node:fs'

const described: unknown = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'))

export const version = isDescribed(described) ? described.version : 'unknown'

function isDescribed(value: unknown): value is { version: string } {
  return (
    typeof value === 'object' && value !== null && 'version' in value && typeof value.version === 'string'
  )
}
