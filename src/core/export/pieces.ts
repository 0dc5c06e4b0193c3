/** The pieces the lines of an export are made of. */
import { z } from 'zod'
import { isId } from '../../lib/id.ts'
import { cleanLine, cleanText } from '../input.ts'
import type { ChannelId, MessageId, Person, UploadId, UserId } from '../types.ts'
import { userhostOf, type Cloaked } from '../users/cloak.ts'

function idOf<Id extends string>(what: string) {
  return z.custom<Id>((value) => typeof value === 'string' && isId(value), `must be the id of a ${what}`)
}

export const userId = idOf<UserId>('user')
export const channelId = idOf<ChannelId>('channel')
export const messageId = idOf<MessageId>('message')
export const uploadId = idOf<UploadId>('upload')

/** Milliseconds since 1970 (UTC). */
export const time = z.int('must be a time in milliseconds since 1970').min(0).max(8_640_000_000_000_000)

/** What no door would have let in is left out, so that no client is shown it. */
export const line = (longest: number) => z.string().max(longest).transform(cleanLine)
export const text = z.string().max(100_000).transform(cleanText)

export const userhost = z.string().regex(/^[^\s@]{1,64}@[^\s@]{1,128}$/, 'must be username@host')

/** Who did something, under the name they had then. */
export const person = z
  .strictObject({
    id: userId,
    name: line(64),
    /** `null`: a guest, or somebody who has no account here. */
    account: line(64).nullable().default(null),
    userhost: userhost.nullable().default(null),
  })
  .transform((given): Person => ({ ...given, userhost: given.userhost ?? withoutAddress(given) }))

/** What stands for an address that is not known. */
export function withoutAddress(person: Pick<Cloaked, 'name' | 'account' | 'isBot'>): string {
  return userhostOf({ ...person, address: '' }, '')
}
