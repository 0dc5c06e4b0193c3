/** MODE: of a channel and of oneself. */
import { addMask, listMasks, removeMask } from '../../../core/channels/change-mask.ts'
import { changeSetting } from '../../../core/channels/change-setting.ts'
import { setMemberRole } from '../../../core/channels/set-member-role.ts'
import { showChannel } from '../../../core/channels/show-channel.ts'
import type { SettingChange } from '../../../core/events.ts'
import type { ChannelMask, MaskList } from '../../../core/types.ts'
import { changeUserSetting } from '../../../core/users/change-settings.ts'
import { findUser } from '../../../core/users/find-user.ts'
import { foldName } from '../../../lib/fold.ts'
import { oneWord } from '../errors.ts'
import { formatModes, parseModes, type ModeChange } from '../mode-string.ts'
import {
  accountPrefix,
  channelModes,
  flagModes,
  isFlagLetter,
  isListLetter,
  listModes,
  maskWritten,
  mutePrefix,
  settingsWritten,
} from '../modes.ts'
import { roleOfLetter } from '../prefixes.ts'
import type { IrcLine } from '../line.ts'
import { Replies } from '../replies.ts'
import { settingOfLetter, userModes } from '../user-modes.ts'
import type { Call, VerbTable } from '../verb.ts'
import { normaliseMask } from '../mask.ts'

export const modeVerbs: VerbTable = { MODE: { needs: 1, run: mode } }

const kinds = { ...channelModes, prefixes: 'qaohv' }
/** Changes of one MODE. */
const mostChanges = 20

async function mode(call: Call): Promise<void> {
  const [target = ''] = call.params
  return target.startsWith('#') ? channelMode(call, target) : userMode(call, target)
}

async function channelMode(call: Call, channel: string): Promise<void> {
  const { door, client, params } = call
  const refusing = { channel: oneWord(channel), command: 'MODE' }
  const shown = await door.ask({ client, ...refusing }, showChannel, { channel })
  if (shown === undefined) return
  if (params.length === 1) {
    client.numeric('RPL_CHANNELMODEIS', channel, ...settingsWritten(shown.channel.settings))
    return client.numeric('RPL_CREATIONTIME', channel, String(Math.floor(shown.channel.createdAt / 1000)))
  }
  const parsed = parseModes(params.slice(1), kinds)
  for (const letter of parsed.unknown) client.numeric('ERR_UNKNOWNMODE', letter, 'is unknown mode char to me')
  for (const letter of new Set(parsed.asked)) await sendList(call, channel, letter)
  for (const letter of parsed.missing)
    client.numeric('ERR_INVALIDMODEPARAM', channel, letter, '*', 'You must specify a parameter for this mode')
  const { replies } = client
  client.replies = new Replies(client, '')
  for (const change of parsed.changes.slice(0, mostChanges)) await apply(call, channel, change)
  replies.add(...joinedModes(client.replies.take()))
  client.replies = replies
}

/** What one command has changed is told as one line to who gave it. */
function joinedModes(lines: readonly IrcLine[]): readonly IrcLine[] {
  const joined: IrcLine[] = []
  for (const line of lines) {
    const last = joined.at(-1)
    if (last?.command !== 'MODE' || line.command !== 'MODE') joined.push(line)
    else joined[joined.length - 1] = { ...last, params: joinedParams(last.params, line.params) }
  }
  return joined
}

function joinedParams(
  [channel = '', letters = '', ...rest]: readonly string[],
  [, more = '', ...others]: readonly string[],
): readonly string[] {
  const sign = letters.lastIndexOf('+') > letters.lastIndexOf('-') ? '+' : '-'
  const written = more.startsWith(sign) ? letters + more.slice(1) : letters + more
  return [channel, written, ...rest, ...others]
}

async function apply(call: Call, channel: string, change: ModeChange): Promise<void> {
  const { letter } = change
  if (roleOfLetter(letter) !== null) return changeRole(call, channel, change)
  if (listOf(letter) !== null) return changeList(call, channel, change)
  return changeOne(call, channel, change)
}

async function changeRole(
  { door, client }: Call,
  channel: string,
  { add, letter, argument }: ModeChange,
): Promise<void> {
  const role = roleOfLetter(letter)
  const nick = argument ?? ''
  if (role === null) return
  const refusing = { channel: oneWord(channel), nick: oneWord(nick), command: 'MODE' }
  await door.ask({ client, ...refusing }, setMemberRole, {
    channel,
    user: nick,
    role,
    how: add ? 'add' : 'take',
  })
}

function listOf(letter: string): MaskList | null {
  return isListLetter(letter) ? listModes[letter] : null
}

/** `m:mask` on the ban list is the list of mutes; `a:NAME` stands for an account. */
function maskOf(list: MaskList, written: string): { list: MaskList; mask: string } {
  if (list === 'exception' && written.startsWith(mutePrefix))
    return { list, mask: `mute:${maskOf('ban', written).mask}` }
  const muted = list === 'ban' && written.startsWith(mutePrefix)
  const mask = muted ? written.slice(mutePrefix.length) : written
  const core = mask.startsWith(accountPrefix)
    ? `account:${mask.slice(accountPrefix.length)}`
    : normaliseMask(mask)
  return { list: muted ? 'mute' : list, mask: core }
}

async function changeList(call: Call, channel: string, { add, letter, argument }: ModeChange): Promise<void> {
  const { door, client } = call
  const list = listOf(letter)
  if (list === null) return
  const entry = { channel, ...maskOf(list, argument ?? '') }
  const outcome = await door.try(client, add ? addMask : removeMask, entry)
  // Taking away what is not there is no mistake.
  if (!outcome.ok && outcome.fault.code !== 'no-such-sanction')
    door.refuse(client, outcome.fault, { channel: oneWord(channel), command: 'MODE' })
}

const listNumerics = {
  b: ['RPL_BANLIST', 'RPL_ENDOFBANLIST', 'End of channel ban list'],
  e: ['RPL_EXCEPTLIST', 'RPL_ENDOFEXCEPTLIST', 'End of channel exception list'],
  I: ['RPL_INVEXLIST', 'RPL_ENDOFINVEXLIST', 'End of channel invite exception list'],
} as const

async function sendList({ door, client }: Call, channel: string, letter: string): Promise<void> {
  if (!isListLetter(letter)) return
  const list = listModes[letter]
  const answer = await door.ask({ client, channel: oneWord(channel), command: 'MODE' }, listMasks, {
    channel,
  })
  if (answer === undefined) return
  const [entry, end, words] = listNumerics[letter]
  const shown = answer.masks.filter((mask) => mask.list === list || (list === 'ban' && mask.list === 'mute'))
  for (const mask of shown) client.numeric(entry, channel, ...maskParams(mask))
  client.numeric(end, channel, words)
}

function maskParams(mask: ChannelMask): readonly string[] {
  return [maskWritten(mask), mask.by, String(Math.floor(mask.createdAt / 1000))]
}

async function changeOne({ door, client }: Call, channel: string, change: ModeChange): Promise<void> {
  const setting = settingOf(change)
  if (setting === null)
    return client.numeric(
      'ERR_INVALIDMODEPARAM',
      channel,
      change.letter,
      oneWord(change.argument ?? '*'),
      'That is not a value for this mode',
    )
  const outcome = await door.try(client, changeSetting, { channel, change: setting })
  if (outcome.ok) return
  if (outcome.fault.code === 'bad-input')
    client.numeric(
      change.letter === 'k' ? 'ERR_INVALIDKEY' : 'ERR_INVALIDMODEPARAM',
      ...(change.letter === 'k' ? [channel] : [channel, change.letter, oneWord(change.argument ?? '*')]),
      outcome.fault.details.problem,
    )
  else door.refuse(client, outcome.fault, { channel: oneWord(channel), command: 'MODE' })
}

function settingOf({ add, letter, argument }: ModeChange): SettingChange | null {
  if (letter === 'k') return { setting: 'key', value: add ? argument : null }
  if (letter === 'l') {
    if (!add) return { setting: 'userLimit', value: null }
    return argument !== null && /^\d{1,7}$/.test(argument)
      ? { setting: 'userLimit', value: Number(argument) }
      : null
  }
  return isFlagLetter(letter) ? { setting: flagModes[letter], value: add } : null
}

async function userMode(call: Call, nick: string): Promise<void> {
  const { door, client, params } = call
  if (foldName(nick) !== foldName(client.nick)) {
    const found = await door.try(client, findUser, { name: nick })
    return found.ok
      ? client.numeric('ERR_USERSDONTMATCH', 'You can only see and change your own modes')
      : client.numeric('ERR_NOSUCHNICK', oneWord(nick), 'No such nick/channel')
  }
  const [, words] = params
  if (words === undefined) {
    const own = await door.ask({ client }, findUser, { name: nick })
    return own === undefined ? undefined : client.numeric('RPL_UMODEIS', userModes(client, own.settings))
  }
  const done = await changeOwn(call, words)
  if (done !== '') client.answer({ source: client.nick, command: 'MODE', params: [client.nick, done] })
}

/** What was changed, as it is told: `+i-w`. */
async function changeOwn({ door, client }: Call, words: string): Promise<string> {
  let add = true
  const changed: ModeChange[] = []
  let unknown = false
  for (const letter of words) {
    if (letter === '+' || letter === '-') add = letter === '+'
    else if (letter === 'w' && client.hearsWallops !== add) {
      client.hearsWallops = add
      changed.push({ add, letter, argument: null })
    } else if (letter === 'o' && !add && client.isOper) {
      client.isOper = false
      if (client.actor.kind === 'user') client.actor = { ...client.actor, moderates: false }
      changed.push({ add, letter, argument: null })
    } else if (settingOfLetter(letter) !== null) {
      const setting = settingOfLetter(letter)
      const outcome =
        setting === null ? null : await door.try(client, changeUserSetting, { setting, value: add })
      if (outcome?.ok === true) changed.push({ add, letter, argument: null })
    } else if (!'owZ'.includes(letter)) unknown = true
  }
  if (unknown) client.numeric('ERR_UMODEUNKNOWNFLAG', 'Unknown MODE flag')
  return formatModes(changed)[0] ?? ''
}
