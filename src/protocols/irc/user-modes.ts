/** User modes: settings of the user that every client shares, and what only the connection has. */
import type { UserSettings } from '../../core/types.ts'
import type { IrcClient } from './client.ts'

const settings = { B: 'bot', R: 'accountsOnly', i: 'invisible' } as const satisfies Readonly<
  Record<string, keyof UserSettings>
>

export const userModeLetters = 'BRZiow'

function isSettingLetter(letter: string): letter is keyof typeof settings {
  return Object.hasOwn(settings, letter)
}

export function settingOfLetter(letter: string): keyof UserSettings | null {
  return isSettingLetter(letter) ? settings[letter] : null
}

/** `+iw`. */
export function userModes(client: IrcClient, chosen: UserSettings): string {
  const letters = Object.entries(settings).flatMap(([letter, setting]) => (chosen[setting] ? [letter] : []))
  if (client.isOper || client.operator) letters.push('o')
  if (client.hearsWallops) letters.push('w')
  if (client.isSecure) letters.push('Z')
  return `+${letters.join('')}`
}
