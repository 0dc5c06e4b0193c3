/** The table from verb to what it does. A verb of the interface is one row in one of the tables by noun. */
import { printable } from '../../lib/printable.ts'
import type { PlainClient } from './client.ts'
import type { PlainDoor } from './door.ts'
import type { Commanded } from './grammar.ts'
import type { VerbTable } from './verb.ts'
import { channelVerbs } from './verbs/channels.ts'
import { helpVerb } from './verbs/help.ts'
import { messageVerbs } from './verbs/messages.ts'
import { moderationVerbs } from './verbs/moderation.ts'
import { settingVerbs } from './verbs/settings.ts'
import { userVerbs } from './verbs/users.ts'

export const verbs: VerbTable = {
  ...userVerbs,
  ...messageVerbs,
  ...channelVerbs,
  ...settingVerbs,
  ...moderationVerbs,
  help: helpVerb(() => verbs),
}

export async function runVerb(
  door: PlainDoor,
  client: PlainClient,
  { verb, rest }: Commanded,
): Promise<void> {
  const found = Object.hasOwn(verbs, verb) ? verbs[verb] : undefined
  if (found === undefined) return client.refuse(unknownVerb(verb))
  if (client.user === null && found.for === undefined)
    return door.refuse(client, { code: 'not-signed-in', details: {} })
  if (client.user !== null && found.for === 'visitors') {
    return door.refuse(client, { code: 'already-signed-in', details: { name: client.user.name } })
  }
  await found.run({ door, client, rest, usage: () => client.refuse(`usage: ${found.usage}`) })
}

function unknownVerb(verb: string): string {
  const close = Object.keys(verbs).find((known) => known.startsWith(verb.slice(0, 3)) && verb.length > 1)
  const hint = close === undefined ? '/help lists them' : `did you mean /${close}?`
  const shown = verb.length > 20 ? `${verb.slice(0, 20)}…` : verb
  return `no such command: /${printable(shown)} (${hint}; to say a line that begins with /, begin it with //)`
}
