/** User settings as columns. */
import type { UserSettings } from '../../core/types.ts'
import type { UsersTable } from '../tables.ts'

const flags = [
  ['invisible', 'invisible'],
  ['bot', 'bot'],
  ['accountsOnly', 'accounts_only'],
  ['oneClient', 'one_client'],
] as const

/** Only what is given; a setting left out is left as it is. */
export function userSettingFields(settings: Partial<UserSettings>): Partial<UsersTable> {
  const fields: Partial<UsersTable> = {}
  for (const [setting, column] of flags) {
    const value = settings[setting]
    if (value !== undefined) fields[column] = value ? 1 : 0
  }
  return fields
}
