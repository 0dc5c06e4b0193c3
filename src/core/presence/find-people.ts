/** Who of those here now fits a mask: by name, by `name!username@host`, by user name, host or display name. */
import { z } from 'zod'
import { foldName } from '../../lib/fold.ts'
import { personOf, type UserActor } from '../actor.ts'
import { matchesMask } from '../channels/mask.ts'
import { defineCommand, type Context } from '../command.ts'
import type { Person, ServerRole, User, UserSettings } from '../types.ts'
import { hostOf, usernameOf } from '../users/cloak.ts'

export interface FoundPerson {
  readonly user: Person
  readonly displayName: string | null
  readonly awayText: string | null
  readonly settings: UserSettings
  readonly serverRole: ServerRole
}

/** More would be a list of everybody. */
const most = 500

export const findPeople = defineCommand({
  name: 'presence.find-people',
  who: 'user',
  cost: 3,
  input: z.object({ mask: z.string().max(200) }),
  async run(context, input) {
    const mask = foldName(input.mask)
    const exact = /[*?]/.test(mask) ? null : await context.store.users.byName(mask)
    const users = exact === null ? await context.store.users.byIds(context.roster.online()) : [exact]
    const shown = exact === null ? await shownTo(context) : () => true
    const fitting = users.filter(
      (user) => context.roster.isOnline(user.id) && fits(mask, user) && shown(user),
    )
    const people = fitting.slice(0, most).map(found)
    return { result: { people } }
  },
})

/** Whoever hides is shown to those who share a channel with them, unless they are asked for by their whole name. */
async function shownTo({ actor, store }: Context<UserActor>): Promise<(user: User) => boolean> {
  const peers = new Set(await store.memberships.peers(actor.id))
  return ({ id, settings }) => !settings.invisible || id === actor.id || peers.has(id)
}

function found(user: User): FoundPerson {
  const { displayName, awayText, settings, role } = user
  return { user: personOf(user), displayName, awayText, settings, serverRole: role }
}

function fits(mask: string, user: User): boolean {
  const texts = [
    user.name,
    usernameOf(user.userhost),
    hostOf(user.userhost),
    user.displayName ?? '',
    `${user.name}!${user.userhost}`,
  ]
  return texts.some((text) => matchesMask(mask, foldName(text)))
}
