/** `/set`: a channel's settings and its lists, in words. */
import { addMask, listMasks, removeMask } from '../../../core/channels/change-mask.ts'
import { changeSetting } from '../../../core/channels/change-setting.ts'
import { listChannels } from '../../../core/channels/list-channels.ts'
import type { SettingChange } from '../../../core/events.ts'
import type { ChannelId, ChannelSettings, MaskList } from '../../../core/types.ts'
import { minuteText } from '../../../lib/time-text.ts'
import { splitWords } from '../../../lib/words.ts'
import { currentChannel } from '../current.ts'
import { wholeNumber } from '../grammar.ts'
import type { Call, VerbTable } from '../verb.ts'

export const settingVerbs: VerbTable = {
  set: {
    usage: '/set [setting on|off|value]',
    summary:
      'this channel’s settings: moderated, invite-only, members-only, topic-locked, secret, accounts-only, accounts-speak, no-ctcp, previews (on or off), key WORD|off, limit N|off, ban|except|allow NAME, unban|unexcept|disallow NAME',
    async run(call) {
      const channel = currentChannel(call.client)
      if (channel === null) return
      const [setting, value] = splitWords(call.rest, 2).words
      if (setting === undefined) return showSettings(call, channel)
      if (value === undefined) return call.usage()
      const list = Object.hasOwn(lists, setting) ? lists[setting] : undefined
      if (list !== undefined) return changeList(call, channel, { ...list, mask: value })
      const change = parseChange(setting, value)
      if (change === null) return call.usage()
      await call.door.ask(call.client, changeSetting, { channel, change })
    },
  },
}

type Switch = {
  [S in keyof ChannelSettings]: ChannelSettings[S] extends boolean ? S : never
}[keyof ChannelSettings]

const switches: Readonly<Record<string, Switch>> = {
  moderated: 'moderated',
  'invite-only': 'inviteOnly',
  'members-only': 'membersOnly',
  'topic-locked': 'topicLocked',
  secret: 'secret',
  'accounts-only': 'accountsOnly',
  'accounts-speak': 'accountsSpeak',
  'no-ctcp': 'noCtcp',
}

/** Those that say the opposite of what the core keeps: on is how a channel begins. */
const opposites: Readonly<Record<string, Switch>> = { previews: 'noPreviews' }

const lists: Readonly<Record<string, { readonly list: MaskList; readonly add: boolean }>> = {
  ban: { list: 'ban', add: true },
  unban: { list: 'ban', add: false },
  except: { list: 'exception', add: true },
  unexcept: { list: 'exception', add: false },
  allow: { list: 'invitation', add: true },
  disallow: { list: 'invitation', add: false },
}

/** `null`: not a setting, or not a value it takes. */
export function parseChange(setting: string, value: string): SettingChange | null {
  if (setting === 'key') return { setting: 'key', value: value === 'off' ? null : value }
  if (setting === 'limit') {
    const limit = wholeNumber(value)
    return value === 'off' || limit !== null ? { setting: 'userLimit', value: limit } : null
  }
  const on = value === 'on' ? true : value === 'off' ? false : null
  if (on === null) return null
  const opposite = Object.hasOwn(opposites, setting) ? opposites[setting] : undefined
  if (opposite !== undefined) return { setting: opposite, value: !on }
  const known = Object.hasOwn(switches, setting) ? switches[setting] : undefined
  return known === undefined ? null : { setting: known, value: on }
}

async function changeList(
  call: Call,
  channel: ChannelId,
  change: { list: MaskList; add: boolean; mask: string },
): Promise<void> {
  const { list, mask } = change
  await call.door.ask(call.client, change.add ? addMask : removeMask, { channel, list, mask })
}

async function showSettings({ door, client }: Call, channel: ChannelId): Promise<void> {
  const listed = await door.ask(client, listChannels, {})
  const masks = await door.ask(client, listMasks, { channel })
  const found = listed?.channels.find((entry) => entry.channel.id === channel)
  if (found === undefined || masks === undefined) return
  client.tell(`settings of #${found.channel.name}: ${settingWords(found.channel.settings).join(', ')}`)
  for (const { list, mask, by, expiresAt } of masks.masks) {
    client.tell(
      `${list}: ${mask} (by ${by}${expiresAt === null ? '' : `, until ${minuteText(expiresAt)} UTC`})`,
    )
  }
}

/** The key itself is not shown: who may see it knows it. */
function settingWords(settings: ChannelSettings): readonly string[] {
  const words = [
    ...Object.entries(switches).map(([word, setting]) => `${word} ${settings[setting] ? 'on' : 'off'}`),
    ...Object.entries(opposites).map(([word, setting]) => `${word} ${settings[setting] ? 'off' : 'on'}`),
  ]
  return [...words, `key ${settings.key === null ? 'off' : 'on'}`, `limit ${settings.userLimit ?? 'off'}`]
}
