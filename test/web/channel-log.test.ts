/** However facts are lost, doubled or overtaken by what was missed, a channel's log ends as the server has it. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { WireChange, WireMessage } from '../../src/protocols/api/wire.ts'
import {
  catchUp,
  emptyLog,
  hearOf,
  isBehind,
  receive,
  type ChannelLog,
} from '../../web/src/state/channel-log.ts'
import { replaceWindow } from '../../web/src/state/log-window.ts'
import { seeded } from '../support/seed.ts'
import { History, type Deed } from './history.ts'

const deeds: fc.Arbitrary<Deed> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ does: fc.constant('say'), text: fc.string({ maxLength: 4 }) }) },
  { weight: 2, arbitrary: fc.record({ does: fc.constant('edit'), which: fc.nat(30), text: fc.string() }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('delete'), which: fc.nat(30) }) },
  {
    weight: 3,
    arbitrary: fc.record({
      does: fc.constant('react'),
      which: fc.nat(30),
      sign: fc.constantFrom('a', 'b'),
      who: fc.constantFrom('ada', 'bob'),
      added: fc.boolean(),
    }),
  },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('pin'), which: fc.nat(30), pinned: fc.boolean() }) },
)

/** What becomes of each fact on its way, and how large the pages are that the server answers with. */
const journeys = fc.record({
  before: fc.array(deeds, { maxLength: 12 }),
  after: fc.array(deeds, { maxLength: 40 }),
  fates: fc.array(fc.constantFrom('lost', 'arrives', 'arrives', 'twice', 'again-later'), {
    minLength: 40,
    maxLength: 40,
  }),
  page: fc.integer({ min: 1, max: 7 }),
  catchUpWhenBehind: fc.boolean(),
})

type Journey = typeof journeys extends fc.Arbitrary<infer T> ? T : never

function travel({ before, after, fates, page, catchUpWhenBehind }: Journey) {
  const history = new History()
  for (const deed of before) history.does(deed)
  let log = opened(history)
  const late: WireChange[] = []
  for (const [index, deed] of after.entries()) {
    const change = history.does(deed)
    if (change === null) continue
    const fate = fates[index] ?? 'arrives'
    if (fate === 'lost') continue
    log = receive(log, change)
    if (fate === 'twice') log = receive(log, change)
    if (fate === 'again-later') late.push(change)
    if (catchUpWhenBehind) log = caughtUp(log, history, page)
    const old = late.length > 3 ? late.shift() : undefined
    if (old !== undefined) log = receive(log, old)
  }
  // The next `ready` says how far the channel is.
  log = caughtUp(hearOf(log, history.position), history, page)
  for (const change of late) log = receive(log, change)
  return { log, history }
}

function opened(history: History): ChannelLog {
  const page = { messages: history.messages(), journal: [] }
  const log = { ...emptyLog(history.position), pins: history.pins() }
  return replaceWindow(log, page, { oldest: true, newest: true })
}

function caughtUp(log: ChannelLog, history: History, limit: number): ChannelLog {
  let next = log
  for (let turns = 0; isBehind(next); turns++) {
    expect(turns).toBeLessThan(200)
    next = catchUp(next, history.changesAfter(next.upTo, limit))
  }
  return next
}

/** In which order signs stand depends on what was seen in between. */
function compared(messages: readonly WireMessage[]) {
  return messages.map((message) => ({
    ...message,
    reactions: message.reactions
      .flatMap(({ reaction, users }) => users.map(({ id }) => `${reaction} ${id}`))
      .toSorted(),
  }))
}

describe('a log that is shown', () => {
  test('ends as the server has it, whatever was lost, doubled or late', () => {
    const holds = fc.property(journeys, (journey) => {
      const { log, history } = travel(journey)
      expect(compared(log.messages)).toEqual(compared(history.messages()))
      expect(log.pins).toEqual(history.pins())
      expect(log.upTo).toBe(history.position)
    })
    fc.assert(holds, seeded('journeys of facts', 2000))
  })

  test('is behind when a fact is missing, and applies nothing out of order', () => {
    const history = new History()
    const log = opened(history)
    const first = history.does({ does: 'say', text: 'one' })
    const second = history.does({ does: 'say', text: 'two' })
    if (first === null || second === null) throw new Error('nothing was said')
    const ahead = receive(log, second)
    expect(isBehind(ahead)).toBe(true)
    expect(ahead.messages).toEqual([])
    const whole = caughtUp(receive(ahead, first), history, 10)
    expect(whole.messages.map(({ text }) => text)).toEqual(['one', 'two'])
  })
})

describe('a log that nobody looks at', () => {
  test('keeps no messages, and is never behind', () => {
    const history = new History()
    const change = history.does({ does: 'say', text: 'unseen' })
    if (change === null) throw new Error('nothing was said')
    const log = receive(emptyLog(0), { ...change, position: 9 })
    expect(log.messages).toEqual([])
    expect(isBehind(log)).toBe(false)
    expect(log.upTo).toBe(9)
  })
})
