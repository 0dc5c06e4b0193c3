/** The greeting: 001 to 005, the numbers of users, the message of the day. */
import { numerics } from '../numerics.ts'
import type { IrcClient } from '../client.ts'
import type { IrcDoor } from '../door.ts'
import type { IrcLine } from '../line.ts'
import { channelModes } from '../modes.ts'
import { userModeLetters } from '../user-modes.ts'
import { sendBatch } from '../verbs/history.ts'
import { lusersLines, motdLines } from '../verbs/server.ts'

const { lists, always, whenSet, never } = channelModes
const modeLetters = lettersOf(lists, always, whenSet, never, 'qaohv')
const modesWithValues = lettersOf(lists, always, whenSet, 'qaohv')

function lettersOf(...groups: readonly string[]): string {
  return [...groups.join('')].toSorted().join('')
}

export async function sendWelcome(door: IrcDoor, client: IrcClient): Promise<void> {
  // Counted first, so that all of it leaves together.
  const counts = await lusersLines(door, client)
  client.answer(...greetingLines(door, client))
  sendIsupport(door, client)
  client.answer(...counts, ...motdLines(door, client))
}

function greetingLines(door: IrcDoor, client: IrcClient): readonly IrcLine[] {
  const { serverName, network, version, startedAt } = door.settings()
  const own = [serverName, `parlance-${version}`, userModeLetters, modeLetters, modesWithValues]
  return [
    client.numericLine('RPL_WELCOME', `Welcome to ${network}, ${client.nick}`),
    client.numericLine('RPL_YOURHOST', `Your host is ${serverName}, running Parlance ${version}`),
    client.numericLine('RPL_CREATED', `This server was started ${new Date(startedAt).toUTCString()}`),
    client.numericLine('RPL_MYINFO', ...own),
  ]
}

/** 005, also for whoever asks before the welcome (draft/extended-isupport). */
export function sendIsupport(door: IrcDoor, client: IrcClient): void {
  const { nick, serverName: source } = client
  const lines = door.supported.laidOut(door.settings(), { source, nick, text: supportedText })
  const numeric = numerics.RPL_ISUPPORT
  const written = lines.map((tokens): IrcLine => {
    return { source, command: numeric, params: [nick, ...tokens, supportedText] }
  })
  if (client.has('draft/extended-isupport')) sendBatch(client, ['draft/isupport'], written)
  else client.answer(...written)
}

const supportedText = 'are supported by this server'
