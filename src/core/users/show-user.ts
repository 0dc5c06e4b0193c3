/** What one person may know about another: whois. Addresses are for admins and the console only. */
import { z } from 'zod'
import type { Actor } from '../actor.ts'
import { defineCommand, type Context } from '../command.ts'
import { ChatError } from '../errors.ts'
import { nameReference } from '../input.ts'
import type { ServerRole, User } from '../types.ts'
import { ownUser, userFor } from './access.ts'

export interface UserProfile {
  readonly name: string
  readonly displayName: string | null
  readonly kind: User['kind']
  readonly role: ServerRole
  readonly online: boolean
  readonly awayText: string | null
  readonly createdAt: number
  readonly lastSeenAt: number
  /** Channels the asker may know of: public ones that are not secret, and those shared. */
  readonly channels: readonly string[]
  /** `null` unless the asker is an admin or the console. */
  readonly lastAddress: string | null
}

export const showUser = defineCommand({
  name: 'user.show',
  who: 'anyone',
  cost: 1,
  input: z.object({ name: nameReference }),
  async run(context, input) {
    const asker = await demandKnown(context)
    const user = await userFor(context, input.name)
    const { name, displayName, kind, role, awayText, createdAt, lastSeenAt } = user
    const profile: UserProfile = {
      name,
      displayName,
      kind,
      role,
      awayText,
      createdAt,
      lastSeenAt,
      online: context.roster.isOnline(user.id),
      channels: await visibleChannels(context, { asker, user }),
      lastAddress: seesAddresses(context.actor, asker) ? user.lastAddress : null,
    }
    return { result: profile }
  },
})

/** Visitors learn nothing about anybody. */
async function demandKnown(context: Context): Promise<User | null> {
  if (context.actor.kind === 'console') return null
  if (context.actor.kind === 'visitor') throw new ChatError('not-signed-in', {})
  return ownUser(context, context.actor.id)
}

function seesAddresses(actor: Actor, asker: User | null): boolean {
  return actor.kind === 'console' || asker?.role === 'admin'
}

async function visibleChannels(
  context: Context,
  of: { asker: User | null; user: User },
): Promise<readonly string[]> {
  const theirs = await context.store.memberships.ofUser(of.user.id)
  const own = of.asker === null ? null : await context.store.memberships.ofUser(of.asker.id)
  const shared = new Set(own?.map(({ channel }) => channel.id))
  return theirs
    .map(({ channel }) => channel)
    .filter((channel) => channel.kind !== 'direct')
    .filter(
      (channel) =>
        own === null || shared.has(channel.id) || (channel.kind === 'public' && !channel.settings.secret),
    )
    .map((channel) => channel.name)
}
