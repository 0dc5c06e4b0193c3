/** The operator registers somebody, whatever the configuration says about registration. */
import { z } from 'zod'
import { channelsToJoin } from '../channels/defaults.ts'
import { memberJoined } from '../channels/facts.ts'
import { defineCommand } from '../command.ts'
import { record } from '../moderation/audit.ts'
import type { UserId } from '../types.ts'
import { userhostOf } from './cloak.ts'
import { demandValidName } from './names.ts'
import { demandPasswordLength, hashPassword, newPassword } from './passwords.ts'

export const createUser = defineCommand({
  name: 'user.create',
  who: 'console',
  cost: 0,
  input: z.object({ name: z.string(), password: newPassword }),
  async run(context, { name, password }) {
    demandValidName(name, context.policy.serverName)
    demandPasswordLength(context, password)
    const hashed = await hashPassword(context, password)
    await record(context, { action: 'user.create', subject: name })
    const { user, joined } = await context.store.users.create({
      id: context.newId<UserId>(),
      name,
      kind: 'person',
      userhost: userhostOf({ name, account: name, address: '' }, context.cloakKey),
      realName: null,
      email: null,
      ...hashed,
      address: '',
      createdAt: context.now,
      channels: await channelsToJoin(context, context.policy.defaultChannels),
      inviteDigest: null,
    })
    return {
      result: { name: user.name },
      events: joined.map((channel) => memberJoined({ channel, user, role: 'member', at: context.now })),
      log: { user: user.id, userName: user.name },
    }
  },
})
