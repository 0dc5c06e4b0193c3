/**
 * What was said, as everybody in the channel is told it: of all that is sent, most by far. It says nothing twice, and what is `null`, `false` or an empty
 * list in a message elsewhere is not there at all; nor is what only a later change gives a message.
 */
import { z } from 'zod'
import { channelRef, id, message, person, position, time, upload, userRef } from './shapes.ts'

const { between, ...place } = channelRef.shape

export const saidChannel = z.object({
  ...place,
  between: between.unwrap().exactOptional().describe('Only of private conversations: the two of it.'),
})

export const saidAuthor = userRef.extend({
  account: person.shape.account.unwrap().exactOptional().describe('The registered name; not of guests.'),
  bot: z.literal(true).exactOptional().describe('Only of bots.'),
})

export const saidMessage = z.object({
  id,
  author: saidAuthor,
  kind: message.shape.kind,
  text: z.string().describe('Lines are parted by \\n.'),
  replyTo: id.exactOptional().describe('Only of answers: the message that is answered.'),
  uploads: z.array(upload).exactOptional().describe('Only where files were said.'),
})

/** All of the fact but its name. */
export const said = {
  at: time.describe('When it was said: milliseconds since 1970 (UTC).'),
  channel: saidChannel,
  position: position.describe("Also the message's own: its `position` and `changedPosition`."),
  message: saidMessage,
  clientTag: z.string().exactOptional().describe('Only where its sender marked it: the mark.'),
  inReplyTo: z
    .object({ author: z.string(), text: z.string() })
    .exactOptional()
    .describe('Only of answers: what is answered, where that is known.'),
  fromBot: z.literal(true).exactOptional().describe('Only of what programs say.'),
}
