/** A visitor comes in without registering, where the configuration allows it. */
import { z } from 'zod'
import { randomWord } from '../../lib/digest.ts'
import { channelsToJoin } from '../channels/defaults.ts'
import { memberJoined } from '../channels/facts.ts'
import type { Visitor } from '../actor.ts'
import { defineCommand, type Context } from '../command.ts'
import { ChatError } from '../errors.ts'
import type { UserId } from '../types.ts'
import { userhostOf } from './cloak.ts'
import { guestNameProblem, guestPrefix } from './names.ts'
import { demandVisitor, signedIn } from './signed-in.ts'

const guestName = z
  .string()
  .regex(/^[A-Za-z0-9_]{1,20}$/, 'a guest name is 1 to 20 letters, digits or _')
  .nullish()

export const enterAsGuest = defineCommand({
  name: 'user.enter-as-guest',
  who: 'anyone',
  cost: 2,
  input: z.object({
    /** What stands after `guest-`; chosen at random when absent. */
    name: guestName,
    /** The whole name instead, for doors on which people choose it freely (IRC's NICK). */
    nick: z.string().max(64).nullish(),
    username: z.string().max(512).nullish(),
    realName: z.string().max(512).nullish(),
  }),
  async run(context, input) {
    const visitor = demandVisitor(context.actor)
    await demandGuestsWelcome(context, visitor)
    const name = chosenName(context, input)
    const { limits, defaultChannels } = context.policy
    context.attempts.takeRegistration(visitor.address, {
      perHour: limits.registrationsPerHour,
      now: context.now,
    })
    const { address } = visitor
    const userhost = userhostOf(
      { name, account: null, address, username: input.username ?? null },
      context.cloakKey,
    )
    const { user, joined } = await context.store.users.create({
      id: context.newId<UserId>(),
      name,
      kind: 'guest',
      userhost,
      realName: input.realName ?? null,
      email: null,
      passwordHash: null,
      scram: null,
      address,
      createdAt: context.now,
      channels: await channelsToJoin(context, defaultChannels),
      inviteDigest: null,
    })
    return {
      result: signedIn(visitor, user),
      events: joined.map((channel) => memberJoined({ channel, user, role: 'member', at: context.now })),
      log: { user: user.id, userName: user.name, address },
    }
  },
})

async function demandGuestsWelcome(context: Context, { address }: Visitor): Promise<void> {
  if (!context.policy.guests) throw new ChatError('guests-not-allowed', {})
  const kick = await context.store.sanctions.coveringAddress(address, 'kick', context.now)
  if (kick?.expiresAt != null) throw new ChatError('kicked', { until: kick.expiresAt, reason: kick.reason })
}

/** A name of the guest's own choice must be one that could be registered, or a guest's: nobody can pass for the server. */
function chosenName(
  context: Context,
  input: { readonly name?: string | null | undefined; readonly nick?: string | null | undefined },
): string {
  if (input.nick == null) return guestPrefix + (input.name ?? randomWord(3).replaceAll(/[-_]/g, '0'))
  const problem = guestNameProblem(input.nick, context.policy.serverName)
  if (problem !== null) throw new ChatError('bad-name', { name: input.nick, problem })
  return input.nick
}
