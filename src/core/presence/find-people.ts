/** Who of those here now fits a mask: by name, by `name!username@host`, by user name, host or display name. */
import { z } from 'zod'
import { foldName } from '../../lib/fold.ts'
import { personOf } from '../actor.ts'
import { matchesMask } from '../channels/mask.ts'
import { defineCommand } from '../command.ts'
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
    const { actor, store, roster } = context
    const people: FoundPerson[] = []
    for (const user of users) {
      if (!roster.isOnline(user.id) || !fits(mask, user)) continue
      if (user.settings.invisible && user.id !== actor.id && exact === null) {
        if ((await store.memberships.shared(actor.id, user.id)).length === 0) continue
      }
      people.push(found(user))
      if (people.length === most) break
    }
    return { result: { people } }
  },
})

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
