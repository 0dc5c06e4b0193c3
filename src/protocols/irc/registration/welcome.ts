/** The greeting: 001 to 005, the numbers of users, the message of the day. */
import { numerics } from '../numerics.ts'
import type { IrcClient } from '../client.ts'
import type { IrcDoor } from '../door.ts'
import { isupportLines } from '../isupport.ts'
import type { IrcLine } from '../line.ts'
import { channelModes } from '../modes.ts'
import { prefixToken } from '../prefixes.ts'
import { userModeLetters } from '../user-modes.ts'
import { sendBatch } from '../verbs/history.ts'
import { sendLusers, sendMotd } from '../verbs/server.ts'

export async function sendWelcome(door: IrcDoor, client: IrcClient): Promise<void> {
  const { serverName, network, version, startedAt } = door.settings()
  client.numeric('RPL_WELCOME', `Welcome to ${network}, ${client.nick}`)
  client.numeric('RPL_YOURHOST', `Your host is ${serverName}, running Parlance ${version}`)
  client.numeric('RPL_CREATED', `This server was started ${new Date(startedAt).toUTCString()}`)
  const { lists, always, whenSet, never } = channelModes
  const letters = [...`${lists}${always}${whenSet}${never}qaohv`].toSorted().join('')
  client.numeric(
    'RPL_MYINFO',
    serverName,
    `parlance-${version}`,
    userModeLetters,
    letters,
    [...`${lists}${always}${whenSet}qaohv`].toSorted().join(''),
  )
  sendIsupport(door, client)
  await sendLusers(door, client)
  sendMotd(door, client)
}

/** 005, also for whoever asks before the welcome (draft/extended-isupport). */
export function sendIsupport(door: IrcDoor, client: IrcClient): void {
  const { nick, serverName: source } = client
  const text = 'are supported by this server'
  const lines = isupportLines(supported(door), { source, nick, text }).map((tokens): IrcLine => {
    return { source, command: numerics.RPL_ISUPPORT, params: [nick, ...tokens, text] }
  })
  if (client.has('draft/extended-isupport')) sendBatch(client, ['draft/isupport'], lines)
  else client.answer(...lines)
}

export function supported(door: IrcDoor): readonly (readonly [string, string | null])[] {
  const { icon, fileHost, network, topicLength, reasonLength, channelsPerUser, historyPage } = door.settings()
  const { lists, always, whenSet, never } = channelModes
  return [
    ['ACCOUNTEXTBAN', 'a'],
    ['AWAYLEN', '200'],
    ['BOT', 'B'],
    ['CASEMAPPING', 'ascii'],
    ['CHANLIMIT', `#:${channelsPerUser}`],
    ['CHANMODES', [lists, always, whenSet, never].join(',')],
    ['CHANNELLEN', '51'],
    ['CHANTYPES', '#'],
    ['CHATHISTORY', String(historyPage)],
    ['ELIST', 'CMNTU'],
    ['EXCEPTS', 'e'],
    ['EXTBAN', ',am'],
    ['INVEX', 'I'],
    ['KICKLEN', String(reasonLength)],
    ['MAXLIST', 'Ibe:200'],
    ['MAXTARGETS', '4'],
    ['MODES', '20'],
    ['MONITOR', '100'],
    ['MSGREFTYPES', 'msgid,timestamp'],
    ['NAMELEN', '64'],
    ['NETWORK', network],
    ['NICKLEN', '32'],
    ['PREFIX', prefixToken],
    ['STATUSMSG', '~&@%+'],
    ['TARGMAX', 'NAMES:1,LIST:,KICK:,WHOIS:1,PRIVMSG:4,TAGMSG:4,NOTICE:4,MONITOR:100'],
    ['TOPICLEN', String(topicLength)],
    ['USERLEN', '10'],
    ['UTF8ONLY', null],
    ['WHOX', null],
    ...ifThere('draft/FILEHOST', fileHost),
    ...ifThere('draft/ICON', icon),
    ...ifThere('soju.im/FILEHOST', fileHost),
  ]
}

function ifThere(name: string, value: string | null): readonly (readonly [string, string])[] {
  return value === null ? [] : [[name, value]]
}
