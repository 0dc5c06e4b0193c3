/** Where a database is: in a file, or on a server. */
import type { DatabaseServer } from '../lib/database-server.ts'

export type { DatabaseServer } from '../lib/database-server.ts'

export type DatabasePlace = { readonly file: string } | { readonly server: DatabaseServer }

/** As people may see it. */
export function shownPlace(place: DatabasePlace): string {
  if ('file' in place) return place.file
  const { kind, user, host, port, database } = place.server
  return `${kind}://${user}@${host}:${port}/${database}`
}
