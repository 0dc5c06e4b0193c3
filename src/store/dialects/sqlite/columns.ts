/** Lists, as SQL. */
import { spokenKinds } from '../../messages/spoken.ts'

/** The kinds of messages that are read and found. */
export const spoken = spokenKinds.map((kind) => `'${kind}'`).join(', ')

export function listed(alias: string, columns: readonly string[]): string {
  return columns.map((column) => `${alias}.${column}`).join(', ')
}

export function named(alias: string, columns: readonly string[]): string {
  return columns.map((column) => `${alias}.${column} AS ${alias}_${column}`).join(', ')
}
