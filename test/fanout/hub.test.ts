/** Who is given what: audiences, encoding once, signing in, joining and leaving. */
import { describe, expect, test } from 'vitest'
import type { ChannelId, UserId } from '../../src/core/types.ts'
import { Roster } from '../../src/fanout/roster.ts'
import {
  announcement,
  channelNamed,
  FakeClient,
  FakeFlavour,
  general,
  john,
  joined,
  left,
  mary,
  message,
  reaction,
} from './fakes.ts'
import { arriving, newHub, seated } from './hub-scene.ts'

describe('an audience', () => {
  test('of a channel is its members here, each once and in order', () => {
    const { hub } = newHub()
    const client = seated(hub, john)
    const outsider = new FakeClient('outsider')
    hub.attach(outsider)
    hub.deliver([message(1)])
    hub.deliver([message(2)])
    expect(client.texts).toEqual(['1 text 1', '2 text 2'])
    expect(outsider.texts).toEqual([])
  })

  test('of everyone includes visitors; of operators only those with the right', () => {
    const { hub } = newHub()
    const client = seated(hub, john)
    const visitor = new FakeClient('visitor')
    const console = new FakeClient('console')
    console.operator = true
    for (const each of [visitor, console]) hub.attach(each)
    hub.deliver([announcement('hello')])
    hub.deliver([{ type: 'sanction.lifted', audience: [{ to: 'operators' }], at: 0, subject: 'x', by: 'y' }])
    const all = ['announcement.made']
    expect([client.texts, visitor.texts, console.texts]).toEqual([all, all, [...all, 'sanction.lifted']])
  })

  test('that names somebody twice reaches them once', () => {
    const { hub } = newHub()
    const client = seated(hub, john)
    const audience = [
      { to: 'user', user: john.id } as const,
      { to: 'channel', channel: general } as const,
      { to: 'everyone' } as const,
    ]
    hub.deliver([{ ...announcement('hello'), audience }])
    expect(client.texts).toEqual(['announcement.made'])
  })
})

describe('encoding', () => {
  test('happens once for each flavour, and its bytes are shared', () => {
    const { hub } = newHub()
    const flavours = [new FakeFlavour(), new FakeFlavour()]
    const clients = Array.from({ length: 10 }, (_, index) => {
      const flavour = flavours[index % 2]
      const user = { id: `user-${index}` as UserId, name: `user-${index}` }
      return seated(hub, user, flavour === undefined ? {} : { flavour })
    })
    hub.deliver([message(1)])
    expect(flavours.map(({ encoded }) => encoded)).toEqual([1, 1])
    expect(new Set(clients.map(({ sent }) => sent[0])).size).toBe(2)
  })

  test('the author, on every client, is given the form of their own', () => {
    const { hub } = newHub()
    const flavour = new FakeFlavour()
    const clients = [
      seated(hub, mary, { flavour, name: 'one' }),
      seated(hub, john, { flavour }),
      seated(hub, mary, { flavour, name: 'two' }),
    ]
    hub.deliver([message(1)])
    expect(clients.map(({ texts }) => texts)).toEqual([['mine 1 text 1'], ['1 text 1'], ['mine 1 text 1']])
  })

  test('that fails is logged and keeps nobody else from theirs', () => {
    const { hub, log } = newHub()
    const broken = new FakeFlavour()
    broken.encode = () => {
      throw new Error('broken')
    }
    const first = seated(hub, mary, { flavour: broken })
    const second = seated(hub, john)
    second.noticed = () => {
      throw new Error('broken too')
    }
    const third = seated(hub, john, { name: 'third' })
    hub.deliver([message(1)])
    expect([first.texts, second.texts, third.texts]).toEqual([[], ['1 text 1'], ['1 text 1']])
    expect(log.lines).toEqual(['an event could not be encoded', 'a door could not follow an event'])
  })
})

describe('signing in', () => {
  test('events are held, then given in order without the messages that were shown (rule D6)', () => {
    const { hub } = newHub()
    const client = arriving(hub)
    hub.subscribe(client, [{ channel: general, position: 3 }])
    hub.deliver([message(4)])
    hub.deliver([announcement('hello')])
    hub.deliver([message(5)])
    expect(client.texts).toEqual([])
    hub.release(client, new Map([[general, 4]]))
    hub.deliver([message(6)])
    expect(client.texts).toEqual(['announcement.made', '5 text 5', '6 text 6'])
    expect(client.seen).toHaveLength(3)
  })

  test('reactions have places like messages: what was shown with its message is not given again', () => {
    const { hub } = newHub()
    const client = arriving(hub)
    hub.subscribe(client, [{ channel: general, position: 3 }])
    for (const event of [reaction(4), reaction(5)]) hub.deliver([event])
    hub.release(client, new Map([[general, 4]]))
    hub.deliver([reaction(6)])
    expect(client.seen.map((event) => event.type === 'message.reacted' && event.position)).toEqual([5, 6])
    expect(hub.seenBy(john.id)).toEqual([{ channel: general, position: 6 }])
  })

  test('reactions on their way that the store knew of already are passed over when they come', () => {
    const { hub } = newHub()
    const client = arriving(hub)
    hub.subscribe(client, [{ channel: general, position: 3 }])
    hub.release(client, new Map([[general, 5]]))
    for (const event of [reaction(4), message(5), reaction(6)]) hub.deliver([event])
    expect(client.texts).toEqual(['message.reacted'])
    expect(client.seen).toMatchObject([{ position: 6 }])
  })

  test('a channel left meanwhile stays left, one joined meanwhile stays joined', () => {
    const { hub } = newHub()
    const other = channelNamed('other' as ChannelId)
    const client = arriving(hub)
    seated(hub, mary)
    hub.deliver([left(john)])
    hub.deliver([joined(john, 0, other)])
    hub.subscribe(client, [{ channel: general, position: 0 }])
    hub.release(client, new Map())
    hub.deliver([message(1)])
    hub.deliver([message(1, { in: other })])
    expect(client.texts).toEqual(['member.joined', '1 text 1'])
    expect(client.seen.map((event) => 'channel' in event && event.channel.id)).toEqual(['other', 'other'])
  })

  test('a channel left and joined again meanwhile is joined', () => {
    const { hub } = newHub()
    const client = arriving(hub)
    for (const event of [left(john), joined(john, 2)]) hub.deliver([event])
    hub.subscribe(client, [{ channel: general, position: 0 }])
    hub.release(client, new Map())
    hub.deliver([message(3)])
    expect(client.texts).toEqual(['member.joined', '3 text 3'])
  })

  test('a client that is held for ever is closed as slow', () => {
    const { hub } = newHub()
    const client = arriving(hub)
    for (let count = 0; count <= 10_000; count += 1) hub.deliver([announcement('hello')])
    expect(client.closed).toBe('slow')
  })

  test('somebody kicked in the middle of it is told why, and closed', () => {
    const { hub } = newHub()
    const client = arriving(hub)
    const audience = [{ to: 'user', user: john.id }] as const
    hub.deliver([{ type: 'user.kicked', audience, at: 0, user: john, by: 'root', reason: null, until: 1 }])
    expect([client.texts, client.closed]).toEqual([['user.kicked'], 'kicked'])
  })
})

describe('membership', () => {
  test('joining subscribes all clients of the user, who see it themselves', () => {
    const { hub, watched } = newHub()
    const clients = ['one', 'two'].map((name) => new FakeClient(name))
    for (const client of clients) {
      hub.attach(client)
      hub.signIn(client, john, false)
      hub.release(client, new Map())
    }
    hub.deliver([joined(john, 7)])
    hub.deliver([message(8)])
    for (const client of clients) expect(client.texts).toEqual(['member.joined', '8 text 8'])
    expect(watched).toEqual(['begin general 7'])
  })

  test('leaving is the last that is heard of a channel', () => {
    const { hub, watched } = newHub()
    const client = seated(hub, john)
    hub.deliver([left(john)])
    hub.deliver([message(1)])
    expect(client.texts).toEqual(['member.left'])
    expect(watched).toEqual(['begin general 0', 'forget general'])
  })

  test('messages from before the joining are not for the one who joined', () => {
    const { hub } = newHub()
    const there = seated(hub, mary)
    const joining = new FakeClient('joining')
    hub.attach(joining)
    hub.signIn(joining, john, false)
    hub.release(joining, new Map())
    hub.deliver([joined(john, 2)])
    for (const position of [1, 2, 3, 4]) hub.deliver([message(position)])
    expect(there.texts).toHaveLength(5)
    expect(joining.texts).toEqual(['member.joined', '3 text 3', '4 text 4'])
  })

  test('nor are reactions from before the joining', () => {
    const { hub } = newHub()
    seated(hub, mary)
    const joining = new FakeClient('joining')
    hub.attach(joining)
    hub.signIn(joining, john, false)
    hub.release(joining, new Map())
    hub.deliver([joined(john, 2)])
    for (const event of [reaction(1), reaction(2), reaction(3)]) hub.deliver([event])
    expect(joining.texts).toEqual(['member.joined', 'message.reacted'])
    expect(joining.seen[1]).toMatchObject({ position: 3 })
  })

  test('a message in a new direct channel reaches both, even before the news of the channel', () => {
    const { hub } = newHub()
    const clients = [seated(hub, mary), seated(hub, john)]
    const direct = { id: 'direct' as ChannelId, kind: 'direct', name: '', between: [mary, john] } as const
    hub.deliver([message(1, { in: direct })])
    expect(clients.map(({ texts }) => texts)).toEqual([['mine 1 text 1'], ['1 text 1']])
  })
})

describe('what a user has seen', () => {
  test('is what their clients were given, but for those that tell by themselves what was read', () => {
    const { hub } = newHub()
    const page = seated(hub, john, { name: 'page', position: 3 })
    page.tellsReading = true
    hub.deliver([message(4)])
    expect(hub.seenBy(john.id)).toEqual([])
    seated(hub, john, { name: 'terminal', position: 4 })
    hub.deliver([message(5)])
    expect(hub.seenBy(john.id)).toEqual([{ channel: general, position: 5 }])
  })
})

describe('detaching', () => {
  test('answers how far each channel was delivered, and ends everything', () => {
    const { hub, watched } = newHub()
    const client = seated(hub, john, { position: 3 })
    hub.deliver([message(4)])
    expect(hub.seenBy(john.id)).toEqual([{ channel: general, position: 4 }])
    expect(hub.detach(client)).toEqual([{ channel: general, position: 4 }])
    expect(hub.detach(client)).toEqual([])
    hub.deliver([message(5)])
    hub.deliver([announcement('hello')])
    expect(client.texts).toEqual(['4 text 4'])
    expect(watched).toEqual(['begin general 3', 'forget general'])
  })

  test('while still signing in answers nothing: nothing was shown', () => {
    const { hub } = newHub()
    const client = new FakeClient('arriving')
    hub.attach(client)
    hub.signIn(client, john, false)
    hub.subscribe(client, [{ channel: general, position: 3 }])
    expect(hub.detach(client)).toEqual([])
  })
})

test('the roster knows users by their clients', () => {
  const { hub } = newHub()
  const roster = new Roster(hub)
  const clients = [seated(hub, john, { name: 'one' }), seated(hub, john, { name: 'two' })]
  expect([roster.isOnline(john.id), roster.isOnline(mary.id), roster.online()]).toEqual([
    true,
    false,
    [john.id],
  ])
  for (const client of clients) hub.detach(client)
  expect(roster.online()).toEqual([])
})
