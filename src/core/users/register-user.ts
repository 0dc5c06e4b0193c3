/** A visitor becomes a user, joins the default channels and is signed in; a guest gets an account where they are. */
import { z } from 'zod'
import { digest } from '../../lib/digest.ts'
import { personOf } from '../actor.ts'
import { channelsToJoin } from '../channels/defaults.ts'
import { memberJoined } from '../channels/facts.ts'
import { defineCommand, type Context } from '../command.ts'
import { ChatError } from '../errors.ts'
import type { UserId } from '../types.ts'
import { ownUser, peersOf } from './access.ts'
import { userhostOf, usernameOf } from './cloak.ts'
import { demandValidName } from './names.ts'
import { demandPasswordLength, hashPassword, newPassword } from './passwords.ts'
import { demandVisitor, signedIn } from './signed-in.ts'

const registration = z.object({
  name: z.string(),
  password: newPassword,
  /** The code of an invitation, where registration asks for one. */
  invite: z.string().max(100).nullish(),
  email: z.string().max(254, 'that is too long for a mail address').nullish(),
})

export const registerUser = defineCommand({
  name: 'user.register',
  who: 'anyone',
  cost: 2,
  input: registration,
  async run(context, input) {
    const visitor = demandVisitor(context.actor)
    await demandRegistration(context, visitor.address, input)
    const { name } = input
    const { user, joined } = await context.store.users.create({
      id: context.newId<UserId>(),
      name,
      kind: 'person',
      userhost: userhostOf({ name, account: name, address: visitor.address }, context.cloakKey),
      realName: null,
      email: input.email ?? null,
      ...(await hashPassword(context, input.password)),
      address: visitor.address,
      createdAt: context.now,
      channels: await channelsToJoin(context, context.policy.defaultChannels),
      inviteDigest: inviteDigest(context, input),
    })
    return {
      result: signedIn(visitor, user),
      events: joined.map((channel) => memberJoined({ channel, user, role: 'member', at: context.now })),
      log: { user: user.id, userName: user.name, address: visitor.address },
    }
  },
})

export const registerGuest = defineCommand({
  name: 'user.register-guest',
  who: 'user',
  cost: 2,
  input: registration,
  async run(context, input) {
    const { actor } = context
    const guest = await ownUser(context, actor.id)
    if (guest.kind !== 'guest')
      throw new ChatError('already-signed-in', { name: guest.account ?? guest.name })
    await demandRegistration(context, actor.address, input)
    const username = usernameOf(guest.userhost)
    const account = input.name
    const user = await context.store.users.makePerson(actor.id, {
      account,
      userhost: userhostOf({ name: guest.name, account, address: actor.address, username }, context.cloakKey),
      email: input.email ?? null,
      ...(await hashPassword(context, input.password)),
      inviteDigest: inviteDigest(context, input),
      at: context.now,
    })
    const audience = await peersOf(context, actor.id)
    return {
      result: signedIn(actor, user),
      events: [
        {
          type: 'user.account-changed',
          audience,
          at: context.now,
          user: personOf(guest),
          now: personOf(user),
          merged: false,
        },
      ],
      log: { user: user.id, userName: account, address: actor.address },
    }
  },
})

type Registration = z.output<typeof registration>

/** The store finds out whether the invitation is one, where one is needed. */
function inviteDigest({ policy }: Context, { invite }: Registration): string | null {
  return policy.registration === 'invite' ? digest(invite ?? '') : null
}

async function demandRegistration(context: Context, address: string, input: Registration): Promise<void> {
  const { policy, store, actor } = context
  if (policy.registration === 'closed') throw new ChatError('registration-closed', {})
  if (policy.registration === 'invite' && (input.invite ?? '') === '')
    throw new ChatError('invite-code-required', {})
  if (policy.emailRequired && !/^[^\s@]+@[^\s@]+$/.test(input.email ?? ''))
    throw new ChatError('email-required', {})
  demandValidName(input.name, policy.serverName)
  demandPasswordLength(context, input.password)
  const holder = await store.users.byName(input.name)
  if (holder !== null && (actor.kind !== 'user' || holder.id !== actor.id))
    throw new ChatError('name-taken', { name: input.name })
  context.attempts.takeRegistration(address, {
    perHour: policy.limits.registrationsPerHour,
    now: context.now,
  })
}
