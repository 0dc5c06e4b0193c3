/** Channel settings and lists as IRC's mode letters. */
import type { SettingChange } from '../../core/events.ts'
import type { ChannelMask, ChannelSettings, MaskList } from '../../core/types.ts'

/** The settings that are on or off, by letter. */
export const flagModes = {
  C: 'noCtcp',
  M: 'accountsSpeak',
  R: 'accountsOnly',
  W: 'noPreviews',
  i: 'inviteOnly',
  m: 'moderated',
  n: 'membersOnly',
  s: 'secret',
  t: 'topicLocked',
} as const satisfies Readonly<Record<string, keyof ChannelSettings>>

export type ListLetter = keyof typeof listModes

export function isListLetter(letter: string): letter is ListLetter {
  return Object.hasOwn(listModes, letter)
}

export type FlagLetter = keyof typeof flagModes

export function isFlagLetter(letter: string): letter is FlagLetter {
  return Object.hasOwn(flagModes, letter)
}

export const listModes = { b: 'ban', e: 'exception', I: 'invitation' } as const satisfies Readonly<
  Record<string, MaskList>
>

/** How the letters of 005's CHANMODES take their arguments. */
export const channelModes = {
  lists: 'Ibe',
  always: 'k',
  whenSet: 'l',
  never: Object.keys(flagModes).toSorted().join(''),
}

/** Written before a mask on the ban list: somebody who may be in the channel and not speak. */
export const mutePrefix = 'm:'
/** Whoever is signed in to an account. */
export const accountPrefix = 'a:'

export function maskLetter(list: MaskList): string {
  return { ban: 'b', mute: 'b', exception: 'e', invitation: 'I' }[list]
}

/** A mask of the core as clients know it: a bare name is `name!*@*`. */
export function maskWritten({ list, mask }: Pick<ChannelMask, 'list' | 'mask'>): string {
  if (mask.startsWith('mute:')) return maskWritten({ list: 'mute', mask: mask.slice('mute:'.length) })
  const prefix = list === 'mute' ? mutePrefix : ''
  if (mask.startsWith('account:')) return prefix + accountPrefix + mask.slice('account:'.length)
  return prefix + (mask.includes('!') || mask.includes('@') ? mask : `${mask}!*@*`)
}

/** A change of a setting as the parameters of MODE. */
export function settingMode(change: SettingChange): readonly string[] {
  if (change.setting === 'key') return change.value === null ? ['-k', '*'] : ['+k', change.value]
  if (change.setting === 'userLimit') return change.value === null ? ['-l'] : ['+l', String(change.value)]
  const letter = Object.entries(flagModes).find(([, setting]) => setting === change.setting)?.[0] ?? ''
  return [`${change.value ? '+' : '-'}${letter}`]
}

/** All settings in force: `+klnt secret 10`. */
export function settingsWritten(settings: ChannelSettings): readonly string[] {
  const flags = Object.entries(flagModes).filter(([, setting]) => settings[setting])
  const letters = flags.map(([letter]) => letter)
  const values: string[] = []
  if (settings.key !== null) {
    letters.push('k')
    values.push(settings.key)
  }
  if (settings.userLimit !== null) {
    letters.push('l')
    values.push(String(settings.userLimit))
  }
  return [`+${letters.join('')}`, ...values]
}
