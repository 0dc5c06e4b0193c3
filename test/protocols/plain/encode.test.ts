/** Facts as lines of the plain-text door. */
import { expect, test } from 'vitest'
import type { EventOf } from '../../../src/core/events.ts'
import { PlainFlavour } from '../../../src/protocols/plain/encode.ts'
import { channelNamed, general, john, mary, message } from '../../fanout/fakes.ts'

const plainFlavour = new PlainFlavour(() => 'https://chat.example.org')

test('what is pinned is told in a line, in a channel and in a conversation', () => {
  const pinned: EventOf<'message.pinned'> = {
    type: 'message.pinned',
    audience: [{ to: 'channel', channel: general }],
    at: 0,
    channel: channelNamed(general),
    position: 2,
    message: message(1).message.id,
    pinned: true,
    by: mary,
  }
  expect(plainFlavour.encode(pinned)).toEqual(Buffer.from('* mary pinned a message in #general\n'))
  const channel = { id: general, kind: 'direct', name: '', between: [john, mary] } as const
  const ended = plainFlavour.encode({ ...pinned, channel, pinned: false })
  expect(ended).toEqual(Buffer.from('* mary unpinned a message in your conversation\n'))
})
