/** What was said, with the signs put to it. */
import { z } from 'zod'
import { clientTags } from '../input.ts'
import { channelId, line, messageId, person, text, time, uploadId } from './pieces.ts'

const reaction = z.strictObject({ by: person, reaction: line(64), at: time })

export const messageLine = z.strictObject({
  type: z.literal('message'),
  id: messageId,
  channel: channelId,
  author: person,
  kind: z.enum(['text', 'action', 'notice', 'topic', 'tags']).default('text'),
  /** Empty once deleted. */
  text: text.default(''),
  /** A message of a line before this one. */
  replyTo: messageId.nullable().default(null),
  tags: clientTags,
  /** The files said with it. */
  uploads: z.array(uploadId).max(10).readonly().default([]),
  sentAt: time,
  editedAt: time.nullable().default(null),
  deletedAt: time.nullable().default(null),
  reactions: z.array(reaction).readonly().default([]),
  pinned: z.strictObject({ by: person, at: time }).nullable().default(null),
})

export type MessageLine = Readonly<z.output<typeof messageLine>>
