/** NAMES: who is in a channel. */
import { listMembers, type ListedMember } from '../../../core/channels/list-members.ts'
import type { Channel, Membership } from '../../../core/types.ts'
import type { IrcClient } from '../client.ts'
import type { IrcDoor } from '../door.ts'
import { oneWord } from '../errors.ts'
import { sourceOf, type IrcLine } from '../line.ts'
import { packedLines } from '../packing.ts'
import { prefixesOf, prefixOf, type Held } from '../prefixes.ts'
import type { Call, VerbTable } from '../verb.ts'
import { isChannel } from '../channel-name.ts'

export const namesVerbs: VerbTable = { NAMES: { run: names } }

async function names({ door, client, params }: Call): Promise<void> {
  const [asked = ''] = params
  const [channel = ''] = asked.split(',')
  if (!isChannel(channel)) return client.numeric('RPL_ENDOFNAMES', oneWord(channel), 'End of /NAMES list')
  const listed = await door.try(client, listMembers, { channel, fromOutside: true })
  if (listed.ok) client.answer(...namesLines(door, client, { ...listed.result, asked: channel }))
  else client.numeric('RPL_ENDOFNAMES', oneWord(channel), 'End of /NAMES list')
}

/** A channel and who is in it, as whoever has asked may see it. */
export interface Listed {
  readonly channel: Channel
  readonly membership: Membership | null
  readonly members: readonly ListedMember[]
  /** The channel as somebody has written it. */
  readonly asked?: string
}

/** Members count as present as the door has it: those who are here, or all. */
export function present(door: IrcDoor, members: readonly ListedMember[]): readonly ListedMember[] {
  return door.settings().alwaysOn ? members : members.filter(({ online }) => online)
}

export function namesLines(
  door: IrcDoor,
  client: IrcClient,
  { channel, members, asked = `#${channel.name}` }: Listed,
): readonly IrcLine[] {
  const symbol = channel.kind === 'private' || channel.settings.secret ? '@' : '='
  const words = present(door, members).map((member) => memberWord(client, member))
  return [
    ...packedLines(words, (text) => client.numericLine('RPL_NAMREPLY', symbol, asked, text)),
    client.numericLine('RPL_ENDOFNAMES', asked, 'End of /NAMES list'),
  ]
}

function memberWord(client: IrcClient, { user, role, voiced }: ListedMember): string {
  return heldBy(client, { role, voiced }) + (client.has('userhost-in-names') ? sourceOf(user) : user.name)
}

/** The highest prefix alone, or all of them for clients with multi-prefix. */
export function heldBy(client: IrcClient, held: Held): string {
  return client.has('multi-prefix') ? prefixesOf(held) : prefixOf(held.role)
}
