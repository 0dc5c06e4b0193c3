/** Values that people attach to themselves and to their channels, by key (IRC's METADATA). */
import { z } from 'zod'
import type { UserActor } from '../actor.ts'
import { defineCommand, type Context } from '../command.ts'
import { ChatError } from '../errors.ts'
import type { Audience, ChatEvent } from '../events.ts'
import { audienceOf, ownSubjectFor, subjectFor, type Subject } from './access.ts'

/** Entries of one subject, and bytes of one value. */
export const metadataLimit = { entries: 100, valueBytes: 300 } as const

/** `#channel`, or a user's name; empty or `*`: the caller. */
const subject = z.string().max(512)
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
    if (same) return { result }
    const to = { about: found.about, audience: await audienceOf(context, found) }
    return { result, events: [changed(context, to, entry)] }
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
    const to = { about: found.about, audience: await audienceOf(context, found) }
    return {
      result: { shown: found.shown, entries },
      events: entries.map(({ key }) => changed(context, to, { key, value: null })),
    }
  },
})

function changed(
  { now }: Context<UserActor>,
  to: { readonly about: Subject['about']; readonly audience: readonly Audience[] },
  { key, value }: { readonly key: string; readonly value: string | null },
): ChatEvent {
  return { type: 'metadata.changed', audience: to.audience, at: now, subject: to.about, key, value }
}
