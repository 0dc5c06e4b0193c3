/** Who is in a channel, and who of them is here now. Whoever is outside a secret or private one learns nothing. */
import { z } from 'zod'
import { personOf } from '../actor.ts'
import { defineCommand } from '../command.ts'
import { ChatError } from '../errors.ts'
import { channelReference } from '../input.ts'
import type { Member } from '../store-port.ts'
import type { ChannelRole, Person, ServerRole, UserSettings } from '../types.ts'
import { channelFor, shownName } from './access.ts'

export interface ListedMember {
  readonly user: Person
  readonly displayName: string | null
  readonly awayText: string | null
  readonly settings: UserSettings
  readonly serverRole: ServerRole
  readonly role: ChannelRole
  readonly voiced: boolean
  readonly online: boolean
}

export const listMembers = defineCommand({
  name: 'channel.list-members',
  who: 'user',
  cost: 1,
  input: z.object({
    channel: channelReference,
    /** Whether somebody outside may ask about a channel that is listed for them. */
    fromOutside: z.boolean().default(false),
  }),
  async run(context, input) {
    const { channel, membership } = await channelFor(context, input.channel)
    if (membership === null && (!input.fromOutside || channel.settings.secret))
      throw new ChatError('not-a-member', { channel: shownName(channel) })
    const members = await context.store.memberships.ofChannel(channel.id)
    const listed = members
      .filter(({ user }) => membership !== null || !user.settings.invisible)
      .map((member) => listedMember(member, context.roster.isOnline(member.user.id)))
    return { result: { channel, membership, members: listed } }
  },
})

/** For doors that show members on their own account to whoever comes into a channel; whoever asks pays for `listMembers`. */
export const showMembers = defineCommand({ ...listMembers, name: 'channel.show-members', cost: 0 })

function listedMember({ user, role, voiced }: Member, online: boolean): ListedMember {
  const { displayName, awayText, settings } = user
  return {
    user: personOf(user),
    displayName,
    awayText,
    settings,
    serverRole: user.role,
    role,
    voiced,
    online,
  }
}
