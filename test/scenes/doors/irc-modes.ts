/** What scenes call roles and settings, as IRC's mode letters. */
import type { ChannelRole } from '../../../src/core/types.ts'
import type { IrcLine } from './irc-line.ts'

export const roleLetters: Readonly<Record<ChannelRole, string>> = {
  owner: 'q',
  admin: 'a',
  moderator: 'o',
  halfop: 'h',
  voice: 'v',
  member: '',
}

/** As they stand before a nick, highest first. */
export const rolePrefixes: Readonly<Record<string, ChannelRole>> = {
  '~': 'owner',
  '&': 'admin',
  '@': 'moderator',
  '%': 'halfop',
  '+': 'voice',
}

export const settingLetters: Readonly<Record<string, string>> = {
  'accounts-only': 'R',
  'accounts-speak': 'M',
  'invite-only': 'i',
  key: 'k',
  limit: 'l',
  'members-only': 'n',
  moderated: 'm',
  'no-ctcp': 'C',
  secret: 's',
  'topic-locked': 't',
}

export const maskLetters: Readonly<Record<string, string>> = {
  ban: '+b',
  unban: '-b',
  except: '+e',
  unexcept: '-e',
  allow: '+I',
  disallow: '-I',
}

interface Mode {
  readonly sign: string
  readonly letter: string
  readonly argument: string | undefined
}

/** The changes that a MODE of this channel tells, one by one. */
export function modesOf({ command, params }: IrcLine, channel: string): readonly Mode[] {
  if (command !== 'MODE' || params[0] !== channel) return []
  const words = params.slice(2)
  const modes: Mode[] = []
  let sign = '+'
  for (const letter of params[1] ?? '') {
    if (letter === '+' || letter === '-') sign = letter
    else modes.push({ sign, letter, argument: takesArgument(letter, sign) ? words.shift() : undefined })
  }
  return modes
}

function takesArgument(letter: string, sign: string): boolean {
  return 'qaohvbeIk'.includes(letter) || (letter === 'l' && sign === '+')
}
