/** Where the embedded database lives inside a data folder. */
import { join } from 'node:path'

export const databaseName = 'parlance.sqlite'

export function databaseFile(dataFolder: string): string {
  return join(dataFolder, databaseName)
}
