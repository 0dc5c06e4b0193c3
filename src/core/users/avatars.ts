/** The picture that somebody is shown by: chosen from what they have brought, or none. */
import { z } from 'zod'
import { personOf, type UserActor } from '../actor.ts'
import { defineCommand, type Context } from '../command.ts'
import { ChatError } from '../errors.ts'
import type { ChatEvent } from '../events.ts'
import { nameReference, reasonText, userReference } from '../input.ts'
import { outrankedUserFor } from '../moderation/access.ts'
import { record } from '../moderation/audit.ts'
import type { Avatar, Person, UploadId, UserId } from '../types.ts'
import { readyUploads, uploadReference } from '../uploads/access.ts'
import { thumbnailPath } from '../uploads/address.ts'
import { ownAccount, peersOf } from './access.ts'

/** As many as are asked about at once. */
const mostAtOnce = 200

export const setAvatar = defineCommand({
  name: 'user.set-avatar',
  who: 'user',
  cost: 2,
  /** Without an upload: none. */
  input: z.object({ upload: uploadReference.nullish() }),
  async run(context, input) {
    const { store, actor, now } = context
    const upload = input.upload == null ? null : await ownPicture(context, input.upload)
    const changed = await store.uploads.setAvatar(actor.id, upload, now)
    if (upload !== null && !changed) throw new ChatError('no-such-upload', {})
    const avatar = await avatarOf(context, actor.id)
    const events = changed ? [await avatarChanged(context, personOf(actor), avatar)] : []
    return { result: { avatar }, events, log: { routine: true } }
  },
})

/** For somebody who shows what does not belong here. */
export const removeAvatar = defineCommand({
  name: 'user.remove-avatar',
  who: 'operator',
  cost: 1,
  input: z.object({ name: nameReference, reason: reasonText }),
  async run(context, { name, reason }) {
    const { store, now } = context
    const user = await outrankedUserFor(context, name)
    await record(context, { action: 'user.remove-avatar', subject: user.name, reason })
    const changed = await store.uploads.setAvatar(user.id, null, now)
    const events = changed ? [await avatarChanged(context, personOf(user), null)] : []
    return { result: { name: user.name }, events }
  },
})

export const listAvatars = defineCommand({
  name: 'user.list-avatars',
  who: 'user',
  cost: 1,
  input: z.object({ users: z.array(userReference).max(mostAtOnce, `at most ${mostAtOnce} users at once`) }),
  async run(context, { users }) {
    const found = await context.store.uploads.avatarsOf(users)
    return { result: { avatars: found.map((avatar) => ({ user: avatar.user, avatar: pathOf(avatar) })) } }
  },
})

/** Refuses guests, who are gone with their last client, and whatever is no picture. */
async function ownPicture(context: Context<UserActor>, id: UploadId): Promise<UploadId> {
  await ownAccount(context, context.actor.id)
  const [upload] = await readyUploads(context, [id])
  const isPicture =
    upload?.content?.type.startsWith('image/') === true && upload.content.thumbnails.length > 0
  if (!isPicture)
    throw new ChatError('bad-input', {
      problem: 'only a picture can be an avatar: bring a JPEG, PNG, GIF, WebP or AVIF file',
    })
  return id
}

async function avatarOf({ store }: Pick<Context, 'store'>, user: UserId): Promise<string | null> {
  const [avatar] = await store.uploads.avatarsOf([user])
  return avatar === undefined ? null : pathOf(avatar)
}

function pathOf({ key, width }: Avatar): string {
  return thumbnailPath(key, width)
}

async function avatarChanged(context: Context, user: Person, avatar: string | null): Promise<ChatEvent> {
  const audience = await peersOf(context, user.id)
  return { type: 'user.avatar-changed', audience, at: context.now, user, avatar }
}
