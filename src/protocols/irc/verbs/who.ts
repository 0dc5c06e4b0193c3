/** WHO and WHOX: people of a channel, or whose names fit a mask. */
import { listMembers } from '../../../core/channels/list-members.ts'
import { findPeople, type FoundPerson } from '../../../core/presence/find-people.ts'
import { hostOf, usernameOf } from '../../../core/users/cloak.ts'
import type { ChannelRole } from '../../../core/types.ts'
import type { IrcClient } from '../client.ts'
import type { IrcDoor } from '../door.ts'
import { oneWord } from '../errors.ts'
import type { Call, VerbTable } from '../verb.ts'
import { heldBy, present } from './names.ts'

export const whoVerbs: VerbTable = { WHO: { run: who } }

interface Shown extends FoundPerson {
  readonly channel: string
  readonly role: ChannelRole
  readonly voiced: boolean
}

async function who(call: Call): Promise<void> {
  const { client, params } = call
  const [mask = '', options = ''] = params
  const people = mask.startsWith('#') ? await inChannel(call, mask) : await fitting(call, mask)
  const onlyOperators = options.split('%', 1)[0]?.includes('o') === true
  for (const person of people) {
    if (onlyOperators && !isOperator(call.door, person)) continue
    const extended = options.includes('%') ? options.slice(options.indexOf('%') + 1) : null
    if (extended === null) tellUsual(call, person)
    else tellFields(call, person, extended)
  }
  client.numeric('RPL_ENDOFWHO', mask === '' ? '*' : oneWord(mask), 'End of WHO list')
}

async function inChannel({ door, client }: Call, channel: string): Promise<readonly Shown[]> {
  const listed = await door.try(client, listMembers, { channel, fromOutside: true })
  if (!listed.ok) return []
  return present(door, listed.result.members).map((member) => ({
    ...member,
    channel: `#${listed.result.channel.name}`,
  }))
}

async function fitting({ door, client }: Call, mask: string): Promise<readonly Shown[]> {
  const found = await door.try(client, findPeople, { mask: mask === '' || mask === '0' ? '*' : mask })
  return found.ok
    ? found.result.people.map((person) => ({ ...person, channel: '*', role: 'member', voiced: false }))
    : []
}

function isOperator(door: IrcDoor, { user, serverRole }: FoundPerson): boolean {
  return (
    serverRole !== 'none' || [...door.clients].some((client) => client.isOper && client.user?.id === user.id)
  )
}

/** `H` here or `G` gone, `*` for an operator, the role in the channel, `B` for a program. */
function flags(door: IrcDoor, client: IrcClient, person: Shown): string {
  const { awayText, settings } = person
  return `${awayText === null ? 'H' : 'G'}${isOperator(door, person) ? '*' : ''}${heldBy(client, person)}${settings.bot ? 'B' : ''}`
}

function tellUsual({ door, client }: Call, person: Shown): void {
  const { user, displayName, channel } = person
  const { serverName } = door.settings()
  client.numeric(
    'RPL_WHOREPLY',
    channel,
    usernameOf(user.userhost),
    hostOf(user.userhost),
    serverName,
    user.name,
    flags(door, client, person),
    `0 ${displayName ?? user.name}`,
  )
}

/** IRCv3 whox: the fields asked for, in the order of the specification. */
function tellFields({ door, client }: Call, person: Shown, asked: string): void {
  const [fields = '', token = ''] = asked.split(',')
  const { user, displayName, channel } = person
  const { serverName } = door.settings()
  const own = user.id === client.user?.id
  const values: readonly (readonly [string, () => string])[] = [
    ['t', () => token.slice(0, 3)],
    ['c', () => channel],
    ['u', () => usernameOf(user.userhost)],
    ['i', () => (own ? client.address : '255.255.255.255')],
    ['h', () => hostOf(user.userhost)],
    ['s', () => serverName],
    ['n', () => user.name],
    ['f', () => flags(door, client, person)],
    ['d', () => '0'],
    ['l', () => idleSeconds(door, client, person)],
    ['a', () => user.account ?? '0'],
    ['o', () => 'n/a'],
    ['r', () => displayName ?? user.name],
  ]
  client.numeric(
    'RPL_WHOSPCRPL',
    ...values.filter(([letter]) => fields.includes(letter)).map(([, value]) => value()),
  )
}

function idleSeconds(door: IrcDoor, _asking: IrcClient, { user }: FoundPerson): string {
  const spoke = [...door.clients]
    .filter((client) => client.user?.id === user.id)
    .map(({ lastSpokeAt }) => lastSpokeAt)
  return spoke.length === 0 ? '0' : String(Math.floor((door.ports.clock.now() - Math.max(...spoke)) / 1000))
}
