/** `/set`: a channel's settings and its lists, in the same words as on the plain door. */
import type { Input } from '../../connection/calls.ts'
import { takeWords } from '../command-line.ts'
import { type Command, said, textsOf, usage } from '../command.ts'

type SettingChange = Input<'channel.change-setting'>['change']
type MaskList = Input<'channel.add-mask'>['list']

const switches = {
  moderated: 'moderated',
  'invite-only': 'inviteOnly',
  'members-only': 'membersOnly',
  'topic-locked': 'topicLocked',
  secret: 'secret',
  'accounts-only': 'accountsOnly',
  'accounts-speak': 'accountsSpeak',
  'no-ctcp': 'noCtcp',
} as const

/** Those that say the opposite of what the server keeps. */
const opposites = { previews: 'noPreviews' } as const

const lists: Readonly<Record<string, { readonly list: MaskList; readonly call: 'add' | 'remove' }>> = {
  ban: { list: 'ban', call: 'add' },
  unban: { list: 'ban', call: 'remove' },
  except: { list: 'exception', call: 'add' },
  unexcept: { list: 'exception', call: 'remove' },
  allow: { list: 'invitation', call: 'add' },
  disallow: { list: 'invitation', call: 'remove' },
}

export const settingCommands: readonly Command[] = [
  {
    name: 'set',
    usage: `/set ${[...Object.keys(switches), ...Object.keys(opposites)].join('|')} on|off, /set key WORD|off, /set limit N|off, /set ${Object.keys(lists).join('|')} NAME`,
    about: 'command.set',
    channelOnly: true,
    async run(rest, { app, view }) {
      const [setting = '', value] = takeWords(rest, 2).words
      if (value === undefined) return usage
      const channel = view.ref.id
      const list = Object.hasOwn(lists, setting) ? lists[setting] : undefined
      const change = readChange(setting, value)
      if (list !== undefined)
        await app.call(`channel.${list.call}-mask`, { channel, list: list.list, mask: value })
      else if (change !== null) await app.call('channel.change-setting', { channel, change })
      else return usage
      return said(textsOf(app).t('command.set-done'))
    },
  },
]

/** `null`: not a setting, or not a value it takes. */
export function readChange(setting: string, value: string): SettingChange | null {
  if (setting === 'key') return { setting: 'key', value: value === 'off' ? null : value }
  if (setting === 'limit') {
    if (value === 'off') return { setting: 'userLimit', value: null }
    return /^\d{1,9}$/.test(value) ? { setting: 'userLimit', value: Number(value) } : null
  }
  if (value !== 'on' && value !== 'off') return null
  const opposite = Object.entries(opposites).find(([word]) => word === setting)?.[1]
  if (opposite !== undefined) return { setting: opposite, value: value === 'off' }
  const known = Object.entries(switches).find(([word]) => word === setting)?.[1]
  if (known === undefined) return null
  return { setting: known, value: value === 'on' }
}
