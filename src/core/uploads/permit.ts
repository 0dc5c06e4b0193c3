/** A permit to bring files for a short while: for whoever talks from a terminal, and has no token for `curl`, and for clients of IRC. */
import { z } from 'zod'
import { branded } from '../../lib/brand.ts'
import { isSameSecret, keyedDigest } from '../../lib/digest.ts'
import { channelFor } from '../channels/access.ts'
import type { UserActor } from '../actor.ts'
import { defineCommand, type Context } from '../command.ts'
import { ChatError } from '../errors.ts'
import { channelReference } from '../input.ts'
import { demandVoice } from '../messages/access.ts'
import type { ChannelId, UserId } from '../types.ts'
import { demandNotSanctioned } from '../users/access.ts'
import { demandVisitor, signedIn } from '../users/signed-in.ts'

const lifetime = 600_000

/** What is signed, so that every node can read it and nothing has to be kept. A new password makes it void. */
const terms = z.tuple([z.string(), z.string().nullable(), z.int(), z.int()])

export const permitUploads = defineCommand({
  name: 'upload.permit',
  who: 'user',
  cost: 1,
  /** `channel`: the only one in which the files are said, at once; without it none is, and they are said later. */
  input: z.object({ channel: channelReference.nullish() }),
  async run(context, input) {
    const { actor, now, policy, cloakKey } = context
    if (!policy.uploads.enabled) throw new ChatError('uploads-off', {})
    const channel = input.channel == null ? null : await writableChannel(context, input.channel)
    const until = now + lifetime
    const text = JSON.stringify([actor.id, channel, actor.passwordChanges, until])
    const permit = `${Buffer.from(text).toString('base64url')}.${signature(cloakKey, text)}`
    return { result: { permit, until }, log: { routine: true, channel } }
  },
})

async function writableChannel(context: Context<UserActor>, reference: string): Promise<ChannelId> {
  const access = await channelFor(context, reference)
  await demandVoice(context, access)
  return access.channel.id
}

export const signInByPermit = defineCommand({
  name: 'upload.sign-in',
  who: 'anyone',
  cost: 1,
  input: z.object({ permit: z.string().max(1024, 'that is too long for a permit') }),
  async run(context, { permit }) {
    const visitor = demandVisitor(context.actor)
    const [user, channel, passwordChanges, until] = readPermit(context.cloakKey, permit)
    const found = until > context.now ? ((await context.store.users.byIds([user]))[0] ?? null) : null
    if (found?.passwordChanges !== passwordChanges) throw new ChatError('token-not-valid', {})
    await demandNotSanctioned(context, found)
    return {
      result: { actor: signedIn(visitor, found).actor, channel },
      log: { routine: true, user: found.id },
    }
  },
})

function readPermit(key: string, permit: string) {
  const [encoded = '', signed = ''] = permit.split('.')
  const text = Buffer.from(encoded, 'base64url').toString()
  if (!isSameSecret(signed, signature(key, text))) throw new ChatError('token-not-valid', {})
  const [user, channel, passwordChanges, until] = terms.parse(JSON.parse(text))
  return [branded<UserId>(user), channel, passwordChanges, until] as const
}

/** The same key hides addresses; a text of its own kind keeps the two apart. */
function signature(key: string, text: string): string {
  return keyedDigest(key, `permit to upload: ${text}`)
}
