/** The pieces inputs are made of, shared by the commands' schemas: names, texts and references, checked once. */
import { z } from 'zod'
import { isId } from '../lib/id.ts'
import { ChatError } from './errors.ts'
import type { ChannelId, ClientTags, MessageId, UserId } from './types.ts'

/** What no stored text may hold: NUL, CTCP's mark and the controls that are neither line end, tab nor IRC formatting. */
// oxlint-disable-next-line no-control-regex -- removing control characters is the purpose
const stripped = /[\u0000\u0001\u0005-\u0008\u000b-\u000e\u0010\u0012-\u0015\u0017-\u001c\u007f-\u009f]/g
// Among them is `\r`.
const unclean = new RegExp(stripped.source)

/** A person's text: control characters removed, line ends as `\n`, blank ends cut. */
export function cleanText(text: string): string {
  // One look for nearly all: this runs for every message.
  if (!unclean.test(text)) return text.trimEnd()
  return text.replaceAll('\r\n', '\n').replaceAll('\r', '\n').replace(stripped, '').trimEnd()
}

/** One line of text: as `cleanText`, line ends and tabs become spaces. */
export function cleanLine(text: string): string {
  return cleanText(text)
    .replace(/[\n\t]/g, ' ')
    .trim()
}

/** A piece of a text: its ends are kept, as the next piece may go on from there. */
export function cleanPiece(text: string): string {
  return text.replace(/[\r\n]/g, ' ').replace(stripped, '')
}

/** Length in characters (code points), as limits count it. */
export function textLength(text: string): number {
  let length = 0
  for (const _ of text) length++
  return length
}

export const lineText = z.string().transform(cleanLine)
export const bodyText = z.string().transform(cleanText)

/** An optional reason or note: empty counts as absent. */
export const reasonText = z
  .string()
  .transform(cleanLine)
  .transform((text) => (text === '' ? null : text))
  .nullish()
  .transform((text) => text ?? null)

export function demandReason(reason: string | null, limit: number): void {
  const length = reason === null ? 0 : textLength(reason)
  if (length > limit) throw new ChatError('message-too-long', { length, limit })
}

/** The name of somebody who may or may not exist; validity is not checked, so that a wrong one answers `no-such-user`. */
export const nameReference = z.string().min(1, 'a name is missing').max(64, 'that is too long for a name')

/** `#name`, `name` or a channel's id. */
export const channelReference = z
  .string()
  .min(1, 'a channel is missing')
  .max(80, 'that is too long for a channel')

/** Seconds, at most ten years. */
export const seconds = z
  .int('must be a whole number of seconds')
  .min(1, 'must be at least 1 second')
  .max(315_360_000, 'must be at most 315360000 seconds (ten years)')

export const userReference = z.custom<UserId>(
  (value) => typeof value === 'string' && isId(value),
  'that is not the id of a user',
)

export const messageReference = z.custom<MessageId>(
  (value) => typeof value === 'string' && isId(value),
  'that is not a message id',
)

export const channelId = z.custom<ChannelId>(
  (value) => typeof value === 'string' && isId(value),
  'that is not a channel id',
)

/** The sender's own mark; a second send with the same one answers with the first message. */
export const clientTag = z.string().min(1).max(64).nullish()

/** Tags of programs, by name; together at most 4094 bytes, as IRC has it. Absent or empty: none. */
export const clientTags = z
  .record(z.string().regex(/^[^\s\p{C};=,]{1,100}$/u, 'that is not a name for a tag'), z.string().max(4094))
  .refine((tags) => JSON.stringify(tags).length <= 8192, 'these are too many tags')
  .nullish()
  .transform((tags): ClientTags | null => (tags == null || Object.keys(tags).length === 0 ? null : tags))
