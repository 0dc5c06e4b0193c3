/** Channel settings as columns. */
import type { ChannelSettings } from '../../core/types.ts'
import type { ChannelsTable, Flag } from '../tables.ts'

const flags = [
  ['moderated', 'moderated'],
  ['inviteOnly', 'invite_only'],
  ['membersOnly', 'members_only'],
  ['topicLocked', 'topic_locked'],
  ['secret', 'secret'],
  ['accountsOnly', 'accounts_only'],
  ['accountsSpeak', 'accounts_speak'],
  ['noCtcp', 'no_ctcp'],
  ['noPreviews', 'no_previews'],
] as const

/** Only what is given; a setting left out is left as it is. */
export function settingFields(settings: Partial<ChannelSettings>): Partial<ChannelsTable> {
  const fields: Partial<ChannelsTable> = {}
  for (const [setting, column] of flags) {
    const value = settings[setting]
    if (value !== undefined) fields[column] = flag(value)
  }
  if (settings.key !== undefined) fields.join_key = settings.key
  if (settings.userLimit !== undefined) fields.user_limit = settings.userLimit
  return fields
}

function flag(value: boolean): Flag {
  return value ? 1 : 0
}
