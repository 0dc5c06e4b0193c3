/** What the server tells of itself. */
import { serverNumbers } from '../../../core/node/numbers.ts'
import type { UserId } from '../../../core/types.ts'
import type { IrcClient } from '../client.ts'
import type { IrcDoor } from '../door.ts'
import { helpFor } from '../help.ts'
import type { IrcLine } from '../line.ts'
import type { Call, VerbTable } from '../verb.ts'

/** Of LUSERS. */
export interface Counts {
  readonly users: number
  readonly channels: number
  readonly invisible: number
  /** Connections that have not said who they are. */
  readonly unknown: number
  readonly operators: number
  /** There have been at most. */
  readonly most: number
}

export const serverVerbs: VerbTable = {
  MOTD: {
    for: 'visitor',
    run: ({ door, client, params }) =>
      addressed({ door, client, params }, () => client.answer(...motdLines(door, client))),
  },
  LUSERS: {
    for: 'visitor',
    run: async ({ door, client }) => client.answer(...(await lusersLines(door, client))),
  },
  VERSION: {
    for: 'visitor',
    run: ({ door, client, params }) => addressed({ door, client, params }, () => version(door, client)),
  },
  TIME: {
    for: 'visitor',
    run: ({ door, client, params }) => addressed({ door, client, params }, () => time(door, client)),
  },
  INFO: {
    for: 'visitor',
    run: ({ door, client, params }) => addressed({ door, client, params }, () => info(door, client)),
  },
  ADMIN: {
    for: 'visitor',
    run: ({ door, client, params }) => addressed({ door, client, params }, () => admin(door, client)),
  },
  LINKS: { for: 'visitor', run: ({ door, client }) => links(door, client) },
  STATS: { for: 'visitor', run: ({ door, client, params }) => stats(door, client, params[0] ?? '*') },
  HELP: { for: 'visitor', run: help },
  HELPOP: { for: 'visitor', run: help },
}

/** A query may name a server: this one is the only one. */
function addressed(
  { door, client, params }: Pick<Call, 'door' | 'client' | 'params'>,
  run: () => void,
): void {
  const [target] = params
  const { serverName } = door.settings()
  const isHere =
    target === undefined ||
    target === '' ||
    target === '*' ||
    target.toLowerCase() === serverName.toLowerCase() ||
    target === client.nick
  if (isHere) run()
  else client.numeric('ERR_NOSUCHSERVER', target, 'No such server')
}

export function motdLines(door: IrcDoor, client: IrcClient): readonly IrcLine[] {
  const { motd, serverName } = door.settings()
  if (motd.length === 0) return [client.numericLine('ERR_NOMOTD', 'MOTD File is missing')]
  return [
    client.numericLine('RPL_MOTDSTART', `- ${serverName} Message of the day - `),
    ...motd.map((line) => client.numericLine('RPL_MOTD', `- ${line}`)),
    client.numericLine('RPL_ENDOFMOTD', 'End of /MOTD command'),
  ]
}

export async function lusersLines(door: IrcDoor, client: IrcClient): Promise<readonly IrcLine[]> {
  // Everybody is told when they come in: many who come at once are counted once.
  const counts = await door.counts.because('lusers', () => count(door, client))
  if (counts === null) return []
  const { users, channels, invisible, unknown, operators: opers, most } = counts
  const [now, peak] = [String(users), String(most)]
  const visible = `There are ${users - invisible} users and ${invisible} invisible on 1 servers`
  return [
    client.numericLine('RPL_LUSERCLIENT', visible),
    client.numericLine('RPL_LUSEROP', String(opers), 'operator(s) online'),
    client.numericLine('RPL_LUSERUNKNOWN', String(unknown), 'unknown connection(s)'),
    client.numericLine('RPL_LUSERCHANNELS', String(channels), 'channels formed'),
    client.numericLine('RPL_LUSERME', `I have ${now} clients and 0 servers`),
    client.numericLine('RPL_LOCALUSERS', now, peak, `Current local users ${now}, max ${peak}`),
    client.numericLine('RPL_GLOBALUSERS', now, peak, `Current global users ${now}, max ${peak}`),
  ]
}

async function count(door: IrcDoor, client: IrcClient): Promise<Counts | null> {
  const numbers = await door.try(client, serverNumbers, {})
  if (!numbers.ok) return null
  const { users, channels } = numbers.result
  const operators = new Set<UserId | undefined>()
  let unknown = 0
  for (const { registered, isOper, operator, user } of door.clients) {
    if (!registered) unknown += 1
    if (isOper || operator) operators.add(user?.id)
  }
  const { census } = door
  // A departure that was lost between servers is still counted.
  const invisible = Math.min(census.invisible, users)
  return {
    users,
    channels,
    invisible,
    unknown,
    operators: operators.size,
    most: Math.max(census.most, users),
  }
}

function version(door: IrcDoor, client: IrcClient): void {
  const { serverName, version } = door.settings()
  client.numeric('RPL_VERSION', `parlance-${version}`, serverName, 'one chat, every way of speaking')
}

function time(door: IrcDoor, client: IrcClient): void {
  const now = new Date(door.ports.clock.now())
  client.numeric('RPL_TIME', door.settings().serverName, now.toUTCString())
}

function info(door: IrcDoor, client: IrcClient): void {
  const { version, startedAt } = door.settings()
  for (const line of [
    `Parlance ${version}: one chat, every way of speaking`,
    'People in these channels may be here by IRC, nc, a browser or a program of their own.',
    `Started ${new Date(startedAt).toUTCString()}`,
  ])
    client.numeric('RPL_INFO', line)
  client.numeric('RPL_ENDOFINFO', 'End of /INFO list')
}

function admin(door: IrcDoor, client: IrcClient): void {
  const { serverName, description } = door.settings()
  client.numeric('RPL_ADMINME', serverName, 'Administrative info')
  client.numeric('RPL_ADMINLOC1', description)
  client.numeric(
    'RPL_ADMINLOC2',
    'Operators are reached in the channels, and rule from the terminal of the server itself',
  )
}

function links(door: IrcDoor, client: IrcClient): void {
  const { serverName, description } = door.settings()
  client.numeric('RPL_LINKS', serverName, serverName, `0 ${description}`)
  client.numeric('RPL_ENDOFLINKS', '*', 'End of /LINKS list')
}

function stats(door: IrcDoor, client: IrcClient, letter: string): void {
  const seconds = Math.floor((door.ports.clock.now() - door.settings().startedAt) / 1000)
  if (letter === 'u')
    client.numeric(
      'RPL_STATSUPTIME',
      `Server Up ${Math.floor(seconds / 86_400)} days ${Math.floor((seconds % 86_400) / 3600)}:${pad(Math.floor((seconds % 3600) / 60))}:${pad(seconds % 60)}`,
    )
  client.numeric('RPL_ENDOFSTATS', letter === '' ? '*' : letter, 'End of /STATS report')
}

function help({ client, params }: Call): void {
  const topic = params[0] ?? ''
  const found = helpFor(topic)
  if (found === null)
    return client.numeric(
      'ERR_HELPNOTFOUND',
      topic === '' ? '*' : topic.replaceAll(' ', '_'),
      'No help is available on that',
    )
  const [first = '', ...rest] = found.lines
  const shown = topic === '' ? '*' : topic
  client.numeric('RPL_HELPSTART', shown, first)
  for (const line of rest) client.numeric('RPL_HELPTXT', shown, line)
  client.numeric('RPL_ENDOFHELP', shown, 'End of /HELP')
}

function pad(value: number): string {
  return String(value).padStart(2, '0')
}
