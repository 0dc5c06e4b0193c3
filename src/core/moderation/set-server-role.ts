/** The console grants a user a role on the whole server, or takes it back. Nothing else gives power. */
import { z } from 'zod'
import { actorName } from '../actor.ts'
import { defineCommand } from '../command.ts'
import { ChatError } from '../errors.ts'
import { nameReference } from '../input.ts'
import { userFor, userRef } from '../users/access.ts'
import { record } from './audit.ts'

export const setServerRole = defineCommand({
  name: 'user.set-server-role',
  who: 'console',
  cost: 0,
  input: z.object({ name: nameReference, role: z.enum(['none', 'moderator', 'admin']) }),
  async run(context, input) {
    const user = await userFor(context, input.name)
    const { role } = input
    if (user.kind !== 'person')
      throw new ChatError('bad-input', { problem: `a ${user.kind} cannot be given a role` })
    await record(context, { action: 'user.set-server-role', subject: user.name, details: `role ${role}` })
    await context.store.users.setRole(user.id, role)
    const audience = [{ to: 'user', user: user.id } as const, { to: 'operators' } as const]
    const by = actorName(context.actor)
    return {
      result: { name: user.name, role },
      events: [{ type: 'user.role-changed', audience, at: context.now, user: userRef(user), role, by }],
    }
  },
})
