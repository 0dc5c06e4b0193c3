/** Clients that remember what they were sent, and facts made in one line. */
import type { ChatEvent, EventOf, MemberJoined, MemberLeft, MessageSent } from '../../src/core/events.ts'
import type {
  ChannelId,
  ClientId,
  MessageId,
  Person,
  TokenId,
  UserId,
  UserRef,
} from '../../src/core/types.ts'
import type { FanoutLog } from '../../src/fanout/bus.ts'
import type { Client, CloseReason, Encoded, Flavour } from '../../src/fanout/client.ts'

/** Writes an event as its type, and a message as its position and text. */
export class FakeFlavour implements Flavour {
  encoded = 0

  encode(event: ChatEvent): Encoded {
    this.encoded += 1
    if (event.type !== 'message.sent') return Buffer.from(event.type)
    const { author, changedPosition, text } = event.message
    return {
      own: Buffer.from(`mine ${changedPosition} ${text}`),
      others: Buffer.from(`${changedPosition} ${text}`),
      owner: author.id,
    }
  }
}

export class FakeClient implements Client {
  readonly id: ClientId
  readonly door = 'fake'
  readonly address: string
  readonly connectedAt = 0
  readonly flavour: Flavour
  user: UserRef | null = null
  token: TokenId | null = null
  operator = false
  tellsReading = false
  readonly sent: Buffer[] = []
  readonly seen: ChatEvent[] = []
  closed: CloseReason | null = null

  constructor(name: string, made: { flavour?: Flavour; address?: string } = {}) {
    this.id = name as ClientId
    this.flavour = made.flavour ?? new FakeFlavour()
    this.address = made.address ?? '192.0.2.1'
  }

  get texts(): string[] {
    return this.sent.map(String)
  }

  send(bytes: Buffer): void {
    this.sent.push(bytes)
  }

  close(reason: CloseReason): void {
    this.closed ??= reason
  }

  noticed(event: ChatEvent): void {
    this.seen.push(event)
  }
}

export const general = 'general' as ChannelId
export const john = personNamed('john')
export const mary = personNamed('mary')

function personNamed(name: string): Person {
  return { id: name as UserId, name, account: name, userhost: `${name}@user/${name}` }
}

export function channelNamed(id: ChannelId): MessageSent['channel'] {
  return { id, kind: 'public', name: id, between: null }
}

export function message(
  position: number,
  made: Partial<MessageSent['message']> & { in?: MessageSent['channel'] } = {},
): MessageSent {
  const { in: channel = channelNamed(general), ...changes } = made
  return {
    type: 'message.sent',
    audience: [{ to: 'channel', channel: channel.id }],
    at: 0,
    channel,
    inReplyTo: null,
    clientTag: null,
    message: {
      id: `message-${position}` as MessageId,
      channel: channel.id,
      position,
      changedPosition: position,
      author: mary,
      kind: 'text',
      text: `text ${position}`,
      replyTo: null,
      tags: null,
      sentAt: 0,
      editedAt: null,
      deletedAt: null,
      reactions: [],
      uploads: [],
      previews: [],
      ...changes,
    },
  }
}

/** A sign put to the first message: its place is its own. */
export function reaction(position: number): EventOf<'message.reacted'> {
  const channel = channelNamed(general)
  return {
    type: 'message.reacted',
    audience: [{ to: 'channel', channel: channel.id }],
    at: 0,
    channel,
    position,
    message: 'message-1' as MessageId,
    author: mary,
    reaction: `sign ${position}`,
    added: true,
  }
}

export function joined(user: Person, position: number, channel = channelNamed(general)): MemberJoined {
  const audience = [{ to: 'channel', channel: channel.id }] as const
  return {
    type: 'member.joined',
    audience,
    at: 0,
    channel,
    user,
    displayName: null,
    awayText: null,
    role: 'member',
    present: true,
    position,
  }
}

export function left(user: Person, channel = channelNamed(general)): MemberLeft {
  const audience = [{ to: 'channel', channel: channel.id }] as const
  const parting = { removedBy: null, reason: null, until: null, gone: false }
  return { type: 'member.left', audience, at: 0, channel, user, ...parting }
}

export function announcement(text: string): EventOf<'announcement.made'> {
  return { type: 'announcement.made', audience: [{ to: 'everyone' }], at: 0, text, by: 'console:root' }
}

export class FakeLog implements FanoutLog {
  readonly lines: string[] = []
  readonly debug: FanoutLog['warn'] = () => undefined
  readonly warn: FanoutLog['warn'] = (_, line) => void this.lines.push(line)
  readonly error: FanoutLog['error'] = (_, line) => void this.lines.push(line)
}
