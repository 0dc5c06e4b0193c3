/** A visitor becomes a user, joins the default channels and is signed in. */
import { z } from 'zod'
import { digest } from '../../lib/digest.ts'
import { channelsToJoin } from '../channels/defaults.ts'
import { defineCommand, type Context } from '../command.ts'
import { ChatError } from '../errors.ts'
import { memberJoined } from '../channels/facts.ts'
import type { UserId } from '../types.ts'
import { userRef } from './access.ts'
import { demandValidName } from './names.ts'
import { newPassword } from './passwords.ts'
import { demandVisitor, signedIn } from './signed-in.ts'

export const registerUser = defineCommand({
  name: 'user.register',
  who: 'anyone',
  cost: 2,
  input: z.object({
    name: z.string(),
    password: newPassword,
    /** The code of an invitation, where registration asks for one. */
    invite: z.string().max(100).nullish(),
  }),
  async run(context, input) {
    const visitor = demandVisitor(context.actor)
    demandRegistration(context, input.invite ?? null)
    demandValidName(input.name, context.policy.serverName)
    if ((await context.store.users.byName(input.name)) !== null)
      throw new ChatError('name-taken', { name: input.name })
    const { limits, defaultChannels } = context.policy
    context.attempts.takeRegistration(visitor.address, {
      perHour: limits.registrationsPerHour,
      now: context.now,
    })

    const passwordHash = await context.passwords.hash(input.password)
    const { user, joined } = await context.store.users.create({
      id: context.newId<UserId>(),
      name: input.name,
      kind: 'person',
      passwordHash,
      address: visitor.address,
      createdAt: context.now,
      channels: await channelsToJoin(context, defaultChannels),
      inviteDigest: context.policy.registration === 'invite' ? digest(input.invite ?? '') : null,
    })
    return {
      result: signedIn(visitor, user),
      events: joined.map((channel) =>
        memberJoined({ channel, user: userRef(user), role: 'member', at: context.now }),
      ),
      log: { user: user.id, userName: user.name, address: visitor.address },
    }
  },
})

function demandRegistration(context: Context, invite: string | null): void {
  const { registration } = context.policy
  if (registration === 'closed') throw new ChatError('registration-closed', {})
  if (registration === 'invite' && (invite === null || invite === ''))
    throw new ChatError('invite-code-required', {})
}
