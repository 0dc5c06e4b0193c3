/** What is said: sending, changing, answering with a sign, reading, searching. */
import { z } from 'zod'
import { deleteMessage } from '../../../core/messages/delete.ts'
import { editMessage } from '../../../core/messages/edit.ts'
import { listChanges } from '../../../core/messages/list-changes.ts'
import { markRead } from '../../../core/messages/mark-read.ts'
import { listPinned, pinMessage, unpinMessage } from '../../../core/messages/pin.ts'
import { addReaction, removeReaction } from '../../../core/messages/react.ts'
import { readHistory } from '../../../core/messages/read-history.ts'
import { readRange } from '../../../core/messages/read-range.ts'
import { relayMessage } from '../../../core/messages/relay.ts'
import { removePreview } from '../../../core/messages/remove-preview.ts'
import { searchMessages } from '../../../core/messages/search.ts'
import { sendMessage } from '../../../core/messages/send.ts'
import { changeOf, channelRefOf, messageOf } from '../encode/shapes.ts'
import { verb } from '../verb.ts'
import * as shapes from '../wire/shapes.ts'

const page = z.object({ messages: z.array(shapes.message) })

export const messageVerbs = {
  'message.send': verb(sendMessage, {
    about: 'Says something. A `clientTag` that was used before answers with the message it made then.',
    ok: z.object({ message: shapes.message, fresh: z.boolean() }),
    answer: ({ message, fresh }) => ({ message: messageOf(message), fresh }),
  }),
  'message.edit': verb(editMessage, {
    about: 'Changes the text of one of your own messages.',
    ok: z.object({ message: shapes.message }),
    answer: ({ message }) => ({ message: messageOf(message) }),
  }),
  'message.delete': verb(deleteMessage, {
    about: 'Takes back one of your own messages, or, as a moderator of the channel, anybody’s.',
    ok: z.object({ message: shapes.message }),
    answer: ({ message }) => ({ message: messageOf(message) }),
  }),
  'message.react': verb(addReaction, {
    about: 'Answers a message with a sign. `fresh: false`: you had done so already.',
    ok: z.object({ fresh: z.boolean() }),
    answer: ({ fresh }) => ({ fresh }),
  }),
  'message.unreact': verb(removeReaction, {
    about: 'Takes such a sign back.',
    ok: z.object({ removed: z.boolean() }),
    answer: ({ removed }) => ({ removed }),
  }),
  'message.pin': verb(pinMessage, {
    about: 'Keeps a message in sight of everybody in its channel. `fresh: false`: it was pinned already.',
    ok: z.object({ fresh: z.boolean() }),
    answer: ({ fresh }) => ({ fresh }),
  }),
  'message.unpin': verb(unpinMessage, {
    about: 'Lets a pinned message go again.',
    ok: z.object({ removed: z.boolean() }),
    answer: ({ removed }) => ({ removed }),
  }),
  'message.remove-preview': verb(removePreview, {
    about:
      'Takes away what one of your own messages, or, as a moderator of the channel, anybody’s, shows of a link.',
    ok: z.object({ removed: z.boolean() }),
    answer: ({ removed }) => ({ removed }),
  }),
  'message.list-pinned': verb(listPinned, {
    about: 'The pinned messages of a channel, what was pinned last first.',
    ok: page,
    answer: ({ pinned }) => ({ messages: pinned.map(({ message }) => messageOf(message)) }),
  }),
  'message.relay': verb(relayMessage, {
    about:
      'Tells those who are here now something that is not kept: `{"kind":"tags","tags":{"typing":"active"}}`.',
    ok: z.object({ id: shapes.id }),
    answer: ({ id }) => ({ id }),
  }),
  'message.read-history': verb(readHistory, {
    about: 'A page of what was said, oldest first, before a position or from the newest back.',
    ok: page,
    answer: ({ messages }) => ({ messages: messages.map(messageOf) }),
  }),
  'message.read-range': verb(readRange, {
    about:
      'What was said after, before, between or around times or messages, oldest first; around a position too.',
    ok: page,
    answer: ({ messages }) => ({ messages: messages.map(messageOf) }),
  }),
  'message.list-changes': verb(listChanges, {
    about:
      'What has changed in a channel after a position, in order; up to `position` the answer is complete.',
    ok: z.object({ changes: z.array(shapes.change), position: z.int() }),
    answer: ({ changes, position }) => ({ changes: changes.map(changeOf), position }),
  }),
  'message.search': verb(searchMessages, {
    about:
      'Finds messages among what you may read, newest first: by words, authors, times and what they hold.',
    ok: z.object({ found: z.array(shapes.found) }),
    answer: ({ found }) => ({
      found: found.map(({ channel, message }) => ({
        channel: channelRefOf(channel),
        message: messageOf(message),
      })),
    }),
  }),
  'message.mark-read': verb(markRead, {
    about: 'Remembers how far you have read. Never moves back.',
    ok: z.null(),
    answer: () => null,
  }),
} as const
