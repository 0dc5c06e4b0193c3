/** NAMES: who is in a channel. */
import { listMembers, type ListedMember } from '../../../core/channels/list-members.ts'
import type { Channel } from '../../../core/types.ts'
import type { IrcClient } from '../client.ts'
import type { IrcDoor } from '../door.ts'
import { oneWord } from '../errors.ts'
import { sourceOf } from '../line.ts'
import { prefixesOf, prefixOf, type Held } from '../prefixes.ts'
import type { Call, VerbTable } from '../verb.ts'
import { isChannel } from '../channel-name.ts'

export const namesVerbs: VerbTable = { NAMES: { run: names } }

async function names({ door, client, params }: Call): Promise<void> {
  const [asked = ''] = params
  const [channel = ''] = asked.split(',')
  if (!isChannel(channel)) return client.numeric('RPL_ENDOFNAMES', oneWord(channel), 'End of /NAMES list')
  const listed = await door.try(client, listMembers, { channel, fromOutside: true })
  if (listed.ok) sendNames({ door, client }, listed.result, channel)
  else client.numeric('RPL_ENDOFNAMES', oneWord(channel), 'End of /NAMES list')
}

/** Of 512 bytes, what is left for names beside the longest server name, nick and channel. */
const mostBytes = 350

export interface Listed {
  readonly channel: Channel
  readonly members: readonly ListedMember[]
}

/** Members count as present as the door has it: those who are here, or all. */
export function present(door: IrcDoor, members: readonly ListedMember[]): readonly ListedMember[] {
  return door.settings().alwaysOn ? members : members.filter(({ online }) => online)
}

export function sendNames(
  { door, client }: Pick<Call, 'door' | 'client'>,
  { channel, members }: Listed,
  asked?: string,
): void {
  const name = asked ?? `#${channel.name}`
  const symbol = channel.kind === 'private' || channel.settings.secret ? '@' : '='
  let line: string[] = []
  let bytes = 0
  const flush = () => {
    if (line.length > 0) client.numeric('RPL_NAMREPLY', symbol, name, line.join(' '))
    line = []
    bytes = 0
  }
  for (const member of present(door, members)) {
    const word = memberWord(client, member)
    if (bytes + word.length + 1 > mostBytes) flush()
    line.push(word)
    bytes += word.length + 1
  }
  flush()
  client.numeric('RPL_ENDOFNAMES', name, 'End of /NAMES list')
}

function memberWord(client: IrcClient, { user, role, voiced }: ListedMember): string {
  return heldBy(client, { role, voiced }) + (client.has('userhost-in-names') ? sourceOf(user) : user.name)
}

/** The highest prefix alone, or all of them for clients with multi-prefix. */
export function heldBy(client: IrcClient, held: Held): string {
  return client.has('multi-prefix') ? prefixesOf(held) : prefixOf(held.role)
}
