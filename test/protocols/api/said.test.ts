/** What was said is told short: what is left out of `message.sent`, and when not. */
import { expect, test } from 'vitest'
import type { MessageSent } from '../../../src/core/events.ts'
import type { ChannelId, LinkPreview, MessageId, Person, PreviewId, UserId } from '../../../src/core/types.ts'
import { branded } from '../../../src/lib/brand.ts'
import { schemaOf } from '../../../src/protocols/api/describe/schema.ts'
import { apiFlavour } from '../../../src/protocols/api/encode.ts'
import { factOf } from '../../../src/protocols/api/encode/events.ts'
import { facts } from '../../../src/protocols/api/wire/events.ts'
import { general, mary, message } from '../../fanout/fakes.ts'

const guest: Person = { ...mary, account: null }

function told(event: MessageSent): unknown {
  return JSON.parse(JSON.stringify(factOf(event)))
}

test('a plain message is told without what there is nothing to say of', () => {
  expect(told(message(7, { author: guest }))).toEqual({
    event: 'message.sent',
    at: 0,
    channel: { id: general, kind: 'public', name: general },
    position: 7,
    message: { id: 'message-7', author: { id: mary.id, name: 'mary' }, kind: 'text', text: 'text 7' },
  })
})

test('what there is to say is said', () => {
  const author = { ...mary, userhost: 'mary@mary.bot' }
  const between = [
    { id: mary.id, name: 'mary' },
    { id: branded<UserId>('gus'), name: 'gus' },
  ] as const
  const plain = message(7, { author, replyTo: branded<MessageId>('message-3') })
  const channel = { ...plain.channel, kind: 'direct', name: '', between } as const
  const inReplyTo = { author: 'gus', text: 'what?' }
  expect(told({ ...plain, channel, inReplyTo, clientTag: 'mark' })).toMatchObject({
    channel: { kind: 'direct', between },
    message: { replyTo: 'message-3', author: { account: 'mary', bot: true } },
    clientTag: 'mark',
    inReplyTo,
    fromBot: true,
  })
})

test('whoever hears of it late hears it as it was said: what has come since has facts of its own', () => {
  const reactions = [{ reaction: '👍', users: [{ ...mary, position: 9 }] }]
  const more = { kind: 'page', siteName: null, title: 'X', text: null, picture: null } as const
  const preview: LinkPreview = { id: branded<PreviewId>('preview'), url: 'https://x.org/', ...more }
  expect(told(message(7, { reactions, previews: [preview] }))).toEqual(told(message(7)))
})

test('its description has what may be left out as not required, each with a sentence', () => {
  const described = schemaOf(facts['message.sent'], 'output')
  const { message: said, channel } = described.properties ?? {}
  const author = said?.properties?.['author']
  for (const [schema, optional] of [
    [described, ['clientTag', 'inReplyTo', 'fromBot']],
    [channel, ['between']],
    [said, ['replyTo', 'uploads']],
    [author, ['account', 'bot']],
  ] as const)
    for (const name of optional) {
      expect([name, schema?.required?.includes(name)]).toEqual([name, false])
      expect(schema?.properties?.[name]?.description).toMatch(/^Only |not of guests/)
    }
})

test('a text of a hundred characters takes hardly more than four hundred bytes', () => {
  const id = '01M8ABCDEFGHJKMNPQRSTVWXYZ'
  const author = { ...guest, id: branded<UserId>(id), name: 'b00001' }
  const sent = message(1234, { id: branded<MessageId>(id), author, text: 'x'.repeat(100) })
  const channel = { ...sent.channel, id: branded<ChannelId>(id), name: 'c00000' }
  const event = { ...sent, at: 1_764_352_230_123, channel, clientTag: 'b00001-1234' }
  const frame = apiFlavour.encode(event)
  expect(Buffer.isBuffer(frame) ? frame.length : Infinity).toBeLessThan(410)
})
