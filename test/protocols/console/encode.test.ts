import { describe, expect, it } from 'vitest'
import type { ChatEvent } from '../../../src/core/events.ts'
import type { ChannelId, MessageId, ReportId, Person, TokenId, UserId } from '../../../src/core/types.ts'
import { eventLine, socketFlavour, terminalFlavour } from '../../../src/protocols/console/encode.ts'

const hostile = 'a\u001b[2J\u0007\n\u202e\u009b31mz'
const at = 1_700_000_000_000
const audience = [{ to: 'operators' }] as const

/** One event of each type, with the same text wherever people write one. */
function events(text: string): readonly ChatEvent[] {
  const user: Person = { id: 'U' as UserId, name: text, account: text, userhost: `${text}@${text}` }
  const channel = { id: 'C' as ChannelId, kind: 'public', name: text, between: null } as const
  const fact = { audience, at }
  const message = {
    id: 'M' as MessageId,
    channel: channel.id,
    position: 1,
    changedPosition: 1,
    author: user,
    kind: 'text',
    text,
    replyTo: null,
    tags: { '+x': text },
    sentAt: at,
    editedAt: null,
    deletedAt: null,
    reactions: [],
    uploads: [],
    previews: [],
  } as const
  const mask = { list: 'ban', mask: text, by: text, createdAt: at, expiresAt: null } as const
  const relayed = { id: message.id, channel, author: user, kind: 'text', text, tags: message.tags } as const
  const report = {
    id: 'R' as ReportId,
    channel: channel.id,
    channelName: channel.name,
    message: message.id,
    author: user,
    text,
    sentAt: at,
    by: user,
    reason: text,
    createdAt: at,
    settledAt: null,
    settledBy: null,
  } as const
  const settings = { invisible: true, bot: true, accountsOnly: true, oneClient: true }
  const member = { channel, user, displayName: text, awayText: text, role: 'member', voiced: true } as const
  const before = { role: 'member', voiced: false } as const
  const done = { ...fact, user, by: text, reason: text }
  return [
    { ...fact, type: 'message.sent', channel, message, inReplyTo: null, clientTag: null },
    { ...fact, type: 'message.edited', channel, message },
    { ...fact, type: 'message.deleted', channel, message, by: text },
    { ...fact, type: 'message.relayed', ...relayed, atLeast: null },
    {
      ...fact,
      type: 'message.reacted',
      position: 1,
      channel,
      message: message.id,
      author: user,
      reaction: text,
      added: true,
    },
    { ...fact, type: 'message.pinned', position: 1, channel, message: message.id, pinned: true, by: user },
    { ...fact, type: 'read.marked', channel, readAt: at, readPosition: 1 },
    { ...fact, type: 'channel.created', channel, by: user },
    { ...fact, type: 'topic.changed', channel, message, topic: text, by: text },
    { ...fact, type: 'settings.changed', channel, change: { setting: 'key', value: text }, by: text },
    { ...fact, type: 'mask.changed', channel, mask, added: true, by: text },
    { ...fact, type: 'channel.archived', channel, by: text },
    { ...fact, type: 'channel.renamed', channel, name: text, reason: text, by: text },
    { ...fact, type: 'metadata.changed', subject: { channel }, key: text, value: text },
    { ...fact, type: 'member.joined', ...member, present: true, position: 0 },
    { ...fact, type: 'membership.changed', channel, level: 'all' },
    { ...fact, type: 'member.arrived', ...member },
    { ...fact, type: 'member.left', channel, user, removedBy: text, reason: text, until: null, gone: false },
    { ...fact, type: 'member.invited', channel, user, by: user },
    { ...fact, type: 'member.role-changed', channel, user, role: 'owner', voiced: true, before, by: text },
    { ...fact, type: 'user.arrived', user, displayName: text, settings },
    { ...fact, type: 'user.departed', user, displayName: text, guest: true, reason: text },
    { ...fact, type: 'user.renamed', user, name: text },
    { ...fact, type: 'user.account-changed', user, now: user, merged: false },
    { ...fact, type: 'user.display-name-changed', user, displayName: text },
    { ...fact, type: 'user.away-changed', user, awayText: text },
    { ...fact, type: 'user.settings-changed', user, settings, changed: 'bot' },
    { ...done, type: 'user.kicked', until: at + 60_000 },
    { ...done, type: 'user.banned' },
    { ...fact, type: 'address.banned', network: text, by: text, reason: text },
    { ...fact, type: 'sanction.lifted', subject: text, by: text },
    { ...fact, type: 'report.made', report },
    { ...fact, type: 'report.settled', report, by: text },
    { ...done, type: 'user.muted', until: at + 3_600_000 },
    { ...fact, type: 'user.unmuted', user, by: text },
    { ...fact, type: 'user.role-changed', user, role: 'admin', by: text },
    { ...fact, type: 'password.changed', user, by: text, keep: null, keepToken: null },
    { ...fact, type: 'token.revoked', user, tokens: ['T' as TokenId] },
    { ...fact, type: 'user.notifications-changed', user, notifications: { quiet: null, showText: true } },
    { ...fact, type: 'push.tested', user, token: 'T' as TokenId },
    { ...fact, type: 'announcement.made', text, by: text },
    { ...fact, type: 'wallops.said', text, by: text },
    { ...fact, type: 'shutdown.warned', seconds: 30, reason: text },
    { ...fact, type: 'shutdown.cancelled', by: text },
    { ...fact, type: 'shutdown.started', reason: text },
  ]
}

describe('facts at the console', () => {
  it('are lines for operators', () => {
    const lines = events('x').flatMap((event) => eventLine(event) ?? [])
    expect(lines).toEqual([
      '* #x was created by x',
      '* #x was archived by x',
      '* x was kicked by x for 60 s: x',
      '* x was banned by x: x',
      '* x was banned by x: x',
      '* x was let back in by x',
      '* x reported a message of x in #x: x',
      '* x has seen to the report of x about x',
      '* x was muted by x for 3600 s (1 h): x',
      '* x was unmuted by x',
      '* x was made an admin by x',
      '* the password of x was changed by x',
      '* announcement by x: x',
      '* the server shuts down in 30 s: x',
      '* the shutdown was called off by x',
      '* the server is shutting down now: x',
    ])
  })

  it('show nothing of what people say', () => {
    for (const event of events('secret').filter(({ type }) => type.startsWith('message.'))) {
      expect(eventLine(event)).toBeNull()
      expect(socketFlavour.encode(event)).toBeNull()
      expect(terminalFlavour.encode(event)).toBeNull()
    }
  })

  it.each(events(hostile).map((event) => [event.type, event] as const))(
    'of type %s cannot steer the terminal',
    (_, event) => {
      const line = eventLine(event)
      // oxlint-disable-next-line no-control-regex -- finding control characters is the purpose
      expect(line ?? '').not.toMatch(/[\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]/)
      expect(terminalFlavour.encode(event)).toEqual(line === null ? null : Buffer.from(`${line}\n`))
    },
  )

  it('are one JSON object per line on the socket', () => {
    const [kicked] = events('x').filter(({ type }) => type === 'user.kicked')
    const bytes = kicked === undefined ? null : socketFlavour.encode(kicked)
    expect(bytes).toEqual(Buffer.from('{"event":"* x was kicked by x for 60 s: x"}\n'))
  })
})
