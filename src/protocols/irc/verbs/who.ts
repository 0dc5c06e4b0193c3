/** WHO and WHOX: people of a channel, or whose names fit a mask. */
import { listMembers } from '../../../core/channels/list-members.ts'
import { findPeople, type FoundPerson } from '../../../core/presence/find-people.ts'
import { hostOf, usernameOf } from '../../../core/users/cloak.ts'
import type { ChannelRole, UserId } from '../../../core/types.ts'
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

/** What the connections of this door tell of people, gathered once for all who are shown. */
interface Here {
  readonly operators: ReadonlySet<UserId>
  /** When each of them last said something. */
  readonly spokeAt: ReadonlyMap<UserId, number>
}

interface Answering extends Call {
  readonly here: Here
}

async function who(call: Call): Promise<void> {
  const { door, client, params } = call
  const [mask = '', options = ''] = params
  const people = mask.startsWith('#') ? await inChannel(call, mask) : await fitting(call, mask)
  const onlyOperators = options.split('%', 1)[0]?.includes('o') === true
  const extended = options.includes('%') ? options.slice(options.indexOf('%') + 1) : null
  const answering = { ...call, here: whoIsHere(door) }
  for (const person of people) {
    if (onlyOperators && !isOperator(answering, person)) continue
    if (extended === null) tellUsual(answering, person)
    else tellFields(answering, person, extended)
  }
  client.numeric('RPL_ENDOFWHO', mask === '' ? '*' : oneWord(mask), 'End of WHO list')
}

function whoIsHere(door: IrcDoor): Here {
  const operators = new Set<UserId>()
  const spokeAt = new Map<UserId, number>()
  for (const { user, isOper, lastSpokeAt } of door.clients) {
    if (user === null) continue
    if (isOper) operators.add(user.id)
    spokeAt.set(user.id, Math.max(lastSpokeAt, spokeAt.get(user.id) ?? 0))
  }
  return { operators, spokeAt }
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

function isOperator({ here }: Answering, { user, serverRole }: FoundPerson): boolean {
  return serverRole !== 'none' || here.operators.has(user.id)
}

/** `H` here or `G` gone, `*` for an operator, the role in the channel, `B` for a program. */
function flags(call: Answering, person: Shown): string {
  const { awayText, settings } = person
  return `${awayText === null ? 'H' : 'G'}${isOperator(call, person) ? '*' : ''}${heldBy(call.client, person)}${settings.bot ? 'B' : ''}`
}

function tellUsual(call: Answering, person: Shown): void {
  const { door, client } = call
  const { user, displayName, channel } = person
  const { serverName } = door.settings()
  client.numeric(
    'RPL_WHOREPLY',
    channel,
    usernameOf(user.userhost),
    hostOf(user.userhost),
    serverName,
    user.name,
    flags(call, person),
    `0 ${displayName ?? user.name}`,
  )
}

/** IRCv3 whox: the fields asked for, in the order of the specification. */
function tellFields(call: Answering, person: Shown, asked: string): void {
  const { door, client } = call
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
    ['f', () => flags(call, person)],
    ['d', () => '0'],
    ['l', () => idleSeconds(call, person)],
    ['a', () => user.account ?? '0'],
    ['o', () => 'n/a'],
    ['r', () => displayName ?? user.name],
  ]
  client.numeric(
    'RPL_WHOSPCRPL',
    ...values.filter(([letter]) => fields.includes(letter)).map(([, value]) => value()),
  )
}

function idleSeconds({ door, here }: Answering, { user }: FoundPerson): string {
  const spokeAt = here.spokeAt.get(user.id)
  return spokeAt === undefined ? '0' : String(Math.floor((door.ports.clock.now() - spokeAt) / 1000))
}
