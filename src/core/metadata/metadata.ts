/** Values that people attach to themselves and to their channels, by key (IRC's METADATA). */
import { z } from 'zod'
import type { UserActor } from '../actor.ts'
import { channelFor, governedChannelFor, shownName } from '../channels/access.ts'
import { defineCommand, type Context } from '../command.ts'
import { ChatError } from '../errors.ts'
import { channelRef, type Audience, type ChatEvent, type EventOf } from '../events.ts'
import type { ChannelId, UserId } from '../types.ts'
import { ownUser, peersOf, userFor, userRef } from '../users/access.ts'

/** Entries of one subject, and bytes of one value. */
export const metadataLimit = { entries: 100, valueBytes: 300 } as const

/** `#channel`, or a user's name; empty or `*`: the caller. */
const subject = z.string().max(80)
export const metadataKey = z.string().regex(/^[a-z0-9_./-]{1,64}$/, 'a key is made of a-z, 0-9 and _ . / -')
const value = z
  .string()
  .refine((text) => Buffer.byteLength(text) <= metadataLimit.valueBytes, 'that value is too long')

export const getMetadata = defineCommand({
  name: 'metadata.get',
  who: 'user',
  cost: 1,
  /** Without keys: all of them. */
  input: z.object({ subject, keys: z.array(metadataKey).max(100).nullish() }),
  async run(context, input) {
    const found = await subjectFor(context, input.subject)
    const { metadata } = context.store
    const entries =
      input.keys == null ? await metadata.list(found.id) : await metadata.get(found.id, input.keys)
    return { result: { shown: found.shown, entries } }
  },
})

export const setMetadata = defineCommand({
  name: 'metadata.set',
  who: 'user',
  cost: 1,
  /** Without a value the entry is taken away. */
  input: z.object({ subject, key: metadataKey, value: value.nullish() }),
  async run(context, input) {
    const found = await ownSubjectFor(context, input.subject)
    const entry = { key: input.key, value: input.value ?? null, limit: metadataLimit.entries }
    const before = await context.store.metadata.get(found.id, [input.key])
    if (!(await context.store.metadata.set(found.id, entry)))
      throw new ChatError('too-many-entries', { limit: metadataLimit.entries })
    const same = (before[0]?.value ?? null) === entry.value
    const result = { shown: found.shown, key: input.key, value: entry.value, existed: before.length > 0 }
    return { result, events: same ? [] : [changed(context, found, entry)] }
  },
})

export const clearMetadata = defineCommand({
  name: 'metadata.clear',
  who: 'user',
  cost: 2,
  input: z.object({ subject }),
  async run(context, input) {
    const found = await ownSubjectFor(context, input.subject)
    const entries = await context.store.metadata.clear(found.id)
    return {
      result: { shown: found.shown, entries },
      events: entries.map(({ key }) => changed(context, found, { key, value: null })),
    }
  },
})

interface Subject {
  readonly id: UserId | ChannelId
  readonly shown: string
  readonly about: EventOf<'metadata.changed'>['subject']
  readonly audience: readonly Audience[]
}

async function subjectFor(context: Context<UserActor>, written: string): Promise<Subject> {
  if (written.startsWith('#')) {
    const { channel, membership } = await channelFor(context, written)
    const { inviteOnly, secret, key } = channel.settings
    if (membership === null && (inviteOnly || secret || key !== null))
      throw new ChatError('not-a-member', { channel: shownName(channel) })
    const audience: readonly Audience[] = [{ to: 'channel', channel: channel.id }]
    return { id: channel.id, shown: shownName(channel), about: { channel: channelRef(channel) }, audience }
  }
  const own = written === '' || written === '*'
  const user = own ? await ownUser(context, context.actor.id) : await userFor(context, written)
  return {
    id: user.id,
    shown: user.name,
    about: { user: userRef(user) },
    audience: await peersOf(context, user.id),
  }
}

/** What the caller may change: their own, or a channel's as one of its moderators. */
async function ownSubjectFor(context: Context<UserActor>, written: string): Promise<Subject> {
  const found = await subjectFor(context, written)
  if ('channel' in found.about) await governedChannelFor(context, written, 'moderator')
  else if (found.id !== context.actor.id) throw new ChatError('not-your-message', {})
  return found
}

function changed(
  { now }: Context<UserActor>,
  { about, audience }: Subject,
  { key, value }: { readonly key: string; readonly value: string | null },
): ChatEvent {
  return { type: 'metadata.changed', audience, at: now, subject: about, key, value }
}
