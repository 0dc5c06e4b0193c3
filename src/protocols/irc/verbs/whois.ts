/** WHOIS, WHOWAS, USERHOST, ISON: asking after people by name. */
import { getMetadata } from '../../../core/metadata/metadata.ts'
import { findUser } from '../../../core/users/find-user.ts'
import { showUser, type UserProfile } from '../../../core/users/show-user.ts'
import { hostOf, usernameOf } from '../../../core/users/cloak.ts'
import { foldName } from '../../../lib/fold.ts'
import type { IrcClient } from '../client.ts'
import type { IrcDoor } from '../door.ts'
import { oneWord } from '../errors.ts'
import { heldBy } from './names.ts'
import type { Call, VerbTable } from '../verb.ts'

export const whoisVerbs: VerbTable = {
  WHOIS: { run: whois },
  WHOWAS: { run: whowas },
  USERHOST: { needs: 1, run: userhost },
  ISON: { needs: 1, run: ison },
}

async function whois({ door, client, params }: Call): Promise<void> {
  // `WHOIS server nick`: the server is this one, or the nick again.
  const asked = params.length > 1 ? params[1] : params[0]
  if (asked === undefined || asked === '') return client.numeric('ERR_NONICKNAMEGIVEN', 'No nickname given')
  const { serverName } = door.settings()
  const server = params.length > 1 ? (params[0] ?? '') : ''
  if (
    server !== '' &&
    foldName(server) !== foldName(serverName) &&
    foldName(server) !== foldName(asked) &&
    !server.includes('*')
  )
    return client.numeric('ERR_NOSUCHSERVER', oneWord(server), 'No such server')
  const nick = asked.split(',')[0] ?? asked
  const found = await door.try(client, showUser, { name: nick })
  const here =
    found.ok &&
    (found.result.online || door.settings().alwaysOn) &&
    foldName(found.result.name) === foldName(nick)
  if (!here) client.numeric('ERR_NOSUCHNICK', oneWord(nick), 'No such nick/channel')
  else await tellProfile(door, client, found.result)
  client.numeric('RPL_ENDOFWHOIS', oneWord(nick), 'End of /WHOIS list')
}

async function tellProfile(door: IrcDoor, client: IrcClient, profile: UserProfile): Promise<void> {
  const { name, userhost, displayName, account, role, awayText, settings, lastAddress } = profile
  const { serverName, description, network } = door.settings()
  const own = profile.id === client.user?.id
  client.numeric('RPL_WHOISUSER', name, usernameOf(userhost), hostOf(userhost), '*', displayName ?? name)
  if (own || lastAddress !== null)
    client.numeric(
      'RPL_WHOISACTUALLY',
      name,
      usernameOf(userhost),
      lastAddress ?? client.address,
      'is actually using host',
    )
  tellPlaces(client, profile)
  client.numeric('RPL_WHOISSERVER', name, serverName, description)
  if (awayText !== null) client.numeric('RPL_AWAY', name, awayText)
  const connections = [...door.clients].filter(({ user }) => user?.id === profile.id)
  if (role !== 'none' || connections.some(({ isOper }) => isOper))
    client.numeric('RPL_WHOISOPERATOR', name, 'is an IRC operator')
  if (account !== null) client.numeric('RPL_WHOISACCOUNT', name, account, 'is logged in as')
  if (settings.bot) client.numeric('RPL_WHOISBOT', name, `is a bot on ${network}`)
  if (connections.length > 0 && connections.every(({ isSecure }) => isSecure))
    client.numeric('RPL_WHOISSECURE', name, 'is using a secure connection')
  tellIdle(door, client, { name, connections })
  await tellMetadata(door, client, name)
}

async function tellMetadata(door: IrcDoor, client: IrcClient, name: string): Promise<void> {
  if (!client.has('draft/metadata-3')) return
  const answer = await door.try(client, getMetadata, { subject: name })
  if (!answer.ok) return
  for (const { key, value } of answer.result.entries)
    client.numeric('RPL_WHOISKEYVALUE', name, key, '*', value)
}

function tellPlaces(client: IrcClient, { name, places }: UserProfile): void {
  let line = ''
  for (const place of places) {
    const word = `${heldBy(client, place)}#${place.name}`
    if (line.length + word.length > 350) {
      client.numeric('RPL_WHOISCHANNELS', name, line)
      line = ''
    }
    line += line === '' ? word : ` ${word}`
  }
  if (line !== '') client.numeric('RPL_WHOISCHANNELS', name, line)
}

function tellIdle(
  door: IrcDoor,
  client: IrcClient,
  { name, connections }: { name: string; connections: readonly IrcClient[] },
): void {
  if (connections.length === 0) return
  const now = door.ports.clock.now()
  const spoke = Math.max(...connections.map(({ lastSpokeAt }) => lastSpokeAt))
  const signedOn = Math.min(...connections.map(({ connectedAt }) => connectedAt))
  client.numeric(
    'RPL_WHOISIDLE',
    name,
    String(Math.floor((now - spoke) / 1000)),
    String(Math.floor(signedOn / 1000)),
    'seconds idle, signon time',
  )
}

function whowas({ door, client, params }: Call): void {
  const [nick = '', count = '0'] = params
  if (nick === '') return client.numeric('ERR_NONICKNAMEGIVEN', 'No nickname given')
  const { serverName } = door.settings()
  const wanted = Number(count)
  const found = door.whowas.of(nick)
  const shown = wanted > 0 ? found.slice(0, wanted) : found
  if (shown.length === 0) client.numeric('ERR_WASNOSUCHNICK', oneWord(nick), 'There was no such nickname')
  for (const gone of shown) {
    client.numeric(
      'RPL_WHOWASUSER',
      gone.nick,
      usernameOf(gone.userhost),
      hostOf(gone.userhost),
      '*',
      gone.realName,
    )
    if (gone.account !== null) client.numeric('RPL_WHOISACCOUNT', gone.nick, gone.account, 'was logged in as')
    client.numeric('RPL_WHOISSERVER', gone.nick, serverName, new Date(gone.at).toUTCString())
  }
  client.numeric('RPL_ENDOFWHOWAS', oneWord(nick), 'End of WHOWAS')
}

async function userhost({ door, client, params }: Call): Promise<void> {
  const shown: string[] = []
  for (const nick of params.slice(0, 5)) {
    const found = await door.try(client, findUser, { name: nick })
    if (!found.ok || !found.result.online) continue
    const { user, awayText, role } = found.result
    shown.push(`${user.name}${role === 'none' ? '' : '*'}=${awayText === null ? '+' : '-'}${user.userhost}`)
  }
  client.numeric('RPL_USERHOST', shown.join(' '))
}

async function ison({ door, client, params }: Call): Promise<void> {
  const here: string[] = []
  for (const nick of params.flatMap((param) => param.split(' ')).slice(0, 100)) {
    if (nick === '') continue
    const found = await door.try(client, findUser, { name: nick })
    // Somebody who goes by another name now is not here under this one.
    if (found.ok && found.result.online && foldName(found.result.user.name) === foldName(nick))
      here.push(found.result.user.name)
  }
  client.numeric('RPL_ISON', here.join(' '))
}
