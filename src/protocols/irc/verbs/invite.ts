/** INVITE: somebody into a channel; alone, which channels have invited one. */
import { inviteUser } from '../../../core/channels/invite-user.ts'
import { listInvitations } from '../../../core/channels/list-invitations.ts'
import { findUser } from '../../../core/users/find-user.ts'
import { oneWord } from '../errors.ts'
import type { Call, VerbTable } from '../verb.ts'

export const inviteVerbs: VerbTable = { INVITE: { run: invite } }

async function invite({ door, client, params }: Call): Promise<void> {
  const [nick, channel] = params
  if (nick === undefined) return listed({ door, client })
  if (channel === undefined) return client.numeric('ERR_NEEDMOREPARAMS', 'INVITE', 'Not enough parameters')
  const refusing = { channel: oneWord(channel), nick: oneWord(nick), command: 'INVITE' }
  const done = await door.ask({ client, ...refusing }, inviteUser, { channel, user: nick })
  if (done === undefined) return
  client.numeric('RPL_INVITING', nick, channel)
  const found = await door.try(client, findUser, { name: nick })
  if (found.ok && found.result.awayText !== null)
    client.numeric('RPL_AWAY', found.result.user.name, found.result.awayText)
}

async function listed({ door, client }: Pick<Call, 'door' | 'client'>): Promise<void> {
  const answer = await door.ask({ client, command: 'INVITE' }, listInvitations, {})
  if (answer === undefined) return
  for (const { name } of answer.channels) client.numeric('RPL_INVITELIST', `#${name}`)
  client.numeric('RPL_ENDOFINVITELIST', 'End of /INVITE list')
}
