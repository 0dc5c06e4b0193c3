/** What one person may know about another: whois. Addresses are for admins and the console only. */
import { z } from 'zod'
import type { Actor } from '../actor.ts'
import { defineCommand, type Context } from '../command.ts'
import { ChatError } from '../errors.ts'
import { nameReference } from '../input.ts'
import type { ChannelRole, ServerRole, User, UserId, UserRef, UserSettings } from '../types.ts'
import { ownUser, userFor, userRef } from './access.ts'

export interface UserProfile {
  readonly id: UserId
  readonly name: string
  readonly account: string | null
  readonly userhost: string
  readonly displayName: string | null
  readonly kind: User['kind']
  readonly role: ServerRole
  /** Of a bot: whose it is. */
  readonly owner: UserRef | null
  readonly settings: UserSettings
  readonly online: boolean
  readonly awayText: string | null
  readonly createdAt: number
  readonly lastSeenAt: number
  /** Names of the channels the asker may know of: those shared and, unless the user hides, public ones that are not secret. */
  readonly channels: readonly string[]
  /** The same with the role there. */
  readonly places: readonly { readonly name: string; readonly role: ChannelRole; readonly voiced: boolean }[]
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
    const { id, name, account, userhost, displayName, kind, role, settings, awayText } = user
    const { createdAt, lastSeenAt } = user
    const places = await visiblePlaces(context, { asker, user })
    const profile: UserProfile = {
      id,
      name,
      account,
      userhost,
      displayName,
      kind,
      role,
      owner: await ownerOf(context, user),
      settings,
      awayText,
      createdAt,
      lastSeenAt,
      online: context.roster.isOnline(user.id),
      channels: places.map((place) => place.name),
      places,
      lastAddress: seesAddresses(context.actor, asker) ? user.lastAddress : null,
    }
    return { result: profile }
  },
})

async function ownerOf({ store }: Context, { owner }: User): Promise<UserRef | null> {
  const found = owner === null ? null : await store.users.byId(owner)
  return found === null ? null : userRef(found)
}

/** Visitors learn nothing about anybody. */
async function demandKnown(context: Context): Promise<User | null> {
  if (context.actor.kind === 'console') return null
  if (context.actor.kind === 'visitor') throw new ChatError('not-signed-in', {})
  return ownUser(context, context.actor.id)
}

function seesAddresses(actor: Actor, asker: User | null): boolean {
  return actor.kind === 'console' || asker?.role === 'admin'
}

async function visiblePlaces(
  context: Context,
  of: { asker: User | null; user: User },
): Promise<UserProfile['places']> {
  const theirs = await context.store.memberships.ofUser(of.user.id)
  const own = of.asker === null ? null : await context.store.memberships.ofUser(of.asker.id)
  const shared = new Set(own?.map(({ channel }) => channel.id))
  return theirs
    .filter(({ channel }) => channel.kind !== 'direct')
    .filter(
      ({ channel }) =>
        own === null ||
        shared.has(channel.id) ||
        (channel.kind === 'public' && !channel.settings.secret && !of.user.settings.invisible),
    )
    .map(({ channel, membership: { role, voiced } }) => ({ name: channel.name, role, voiced }))
}
