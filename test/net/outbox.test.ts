/** Shared batches: who waits for the same messages is given the same Buffer, in order, once a turn. */
import * as fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import { pauseAfter } from '../../src/net/flush.ts'
import { Outbox, unsentBytes } from '../../src/net/outbox.ts'
import { seeded } from '../support/seed.ts'
import { FakeMember, members, nextTurn, slowTime } from './outbox-member.ts'

const a = Buffer.from('a')
const b = Buffer.from('bb')
const c = Buffer.from('ccc')

describe('a turn', () => {
  test('writes nothing before its end, then once for each member', async () => {
    const outbox = new Outbox({ ceilingBytes: 1000 })
    const one = new FakeMember()
    outbox.append(one, a)
    outbox.append(one, b)
    expect(one.written).toEqual([])
    await nextTurn()
    expect(one.written.map(String)).toEqual(['abb'])
  })

  test('equal sequences are one Buffer, a single message is itself', () => {
    const outbox = new Outbox({ ceilingBytes: 1000 })
    const one = new FakeMember()
    const two = new FakeMember()
    const three = new FakeMember()
    for (const message of [a, b]) for (const member of [one, two]) outbox.append(member, message)
    outbox.append(three, c)
    outbox.flush()
    expect(one.written[0]).toBe(two.written[0])
    expect(one.text).toBe('abb')
    expect(three.written[0]).toBe(c)
  })

  test('sequences part where they differ and stay shared among those that do not', () => {
    const outbox = new Outbox({ ceilingBytes: 1000 })
    const all = members(9)
    for (const member of all) outbox.append(member, a)
    for (const [index, member] of all.entries()) outbox.append(member, index % 3 === 1 ? b : c)
    for (const member of all) outbox.append(member, a)
    outbox.flush()
    expect(all.map((member) => member.text)).toEqual(
      all.map((_, index) => (index % 3 === 1 ? 'abba' : 'accca')),
    )
    expect(new Set(all.map((member) => member.written[0])).size).toBe(2)
  })

  test('begins anew after a flush', () => {
    const outbox = new Outbox({ ceilingBytes: 1000 })
    const one = new FakeMember()
    const two = new FakeMember()
    outbox.append(one, a)
    outbox.flush()
    outbox.append(one, b)
    outbox.append(two, b)
    outbox.flush()
    expect([one.text, two.text]).toEqual(['abb', 'bb'])
    expect(one.written[1]).toBe(two.written[0])
  })

  test('a message appended while others are written comes with the next flush', async () => {
    const outbox = new Outbox({ ceilingBytes: 1000 })
    const one = new FakeMember()
    const two = new FakeMember()
    one.write = (bytes) => {
      one.written.push(bytes)
      if (one.written.length === 1) for (const member of [one, two]) outbox.append(member, b)
    }
    outbox.append(one, a)
    outbox.append(two, a)
    outbox.flush()
    await expect.poll(() => [one.text, two.text]).toEqual(['abb', 'abb'])
  })
})

describe('leaving', () => {
  test('a member that leaves while something is pending is written nothing', () => {
    const outbox = new Outbox({ ceilingBytes: 1000 })
    const one = new FakeMember()
    const two = new FakeMember()
    for (const member of [one, two]) outbox.append(member, a)
    outbox.leave(one)
    outbox.flush()
    expect([one.text, two.text]).toEqual(['', 'a'])
  })

  test('a member flushed by itself gets its bytes at once and not again', () => {
    const outbox = new Outbox({ ceilingBytes: 1000 })
    const one = new FakeMember()
    outbox.append(one, a)
    outbox.append(one, b)
    outbox.flushMember(one)
    expect(one.text).toBe('abb')
    outbox.flush()
    expect(one.text).toBe('abb')
  })
})

describe('the ceiling', () => {
  test('counts what waits here and what the socket has not sent', () => {
    const outbox = new Outbox({ ceilingBytes: 10 })
    const one = new FakeMember()
    const two = new FakeMember()
    two.backlog = 8
    two.takes = false
    outbox.append(one, c)
    expect(unsentBytes(one)).toBe(3)
    outbox.append(two, c)
    expect([one.overflows, two.overflows]).toEqual([0, 1])
    outbox.flush()
    expect([one.text, two.text]).toEqual(['ccc', 'ccc'])
  })

  test('however much is said in one turn, nobody is slow whose socket takes it', () => {
    const outbox = new Outbox({ ceilingBytes: 10 })
    const quick = new FakeMember()
    const slow = new FakeMember()
    slow.takes = false
    for (let number = 0; number < 20; number += 1)
      for (const member of [quick, slow]) if (member.overflows === 0) outbox.append(member, c)
    outbox.flush()
    expect([quick.overflows, slow.overflows]).toEqual([0, 1])
    expect(quick.text).toBe('ccc'.repeat(20))
  })

  test('holds for whoever had something unsent before, and their socket is not asked for each message', () => {
    const outbox = new Outbox({ ceilingBytes: 100 })
    const one = new FakeMember()
    one.takes = false
    let asked = 0
    let backlog = 50
    Object.defineProperty(one, 'backlog', {
      get: () => {
        asked += 1
        return backlog
      },
      set: (bytes: number) => {
        backlog = bytes
      },
    })
    for (let number = 0; number < 50; number += 1) outbox.append(one, a)
    expect([asked, one.overflows, one.written.length]).toEqual([1, 0, 0])
    outbox.append(one, a)
    expect([one.overflows, one.text]).toEqual([1, 'a'.repeat(51)])
  })

  test('is read anew for every turn', () => {
    const options = { ceilingBytes: 1 }
    const outbox = new Outbox(options)
    options.ceilingBytes = 5
    const one = new FakeMember()
    outbox.append(one, c)
    expect(one.overflows).toBe(0)
  })
})

test('whatever is sent to whom, everybody gets exactly theirs in order', async () => {
  const { slow } = slowTime(2)
  const step = fc.record({
    message: fc.nat(9),
    to: fc.uniqueArray(fc.nat(5)),
    and: fc.constantFrom('go on', 'go on', 'flush', 'turn'),
  })
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 60 }), async (steps) => {
      const outbox = new Outbox({ ceilingBytes: 1e6 })
      const all = members(6).map(slow)
      const messages = Array.from({ length: 10 }, (_, index) => Buffer.from(`${index};`))
      const expected = all.map(() => '')
      for (const { message, to, and } of steps) {
        for (const index of to) {
          const bytes = messages[message]
          const member = all[index]
          if (bytes === undefined || member === undefined) continue
          outbox.append(member, bytes)
          expected[index] += bytes.toString()
        }
        if (and === 'flush') outbox.flush()
        if (and === 'turn') await nextTurn()
      }
      outbox.flush()
      expect(all.map((member) => member.text)).toEqual(expected)
    }),
    seeded('outbox'),
  )
  vi.restoreAllMocks()
})

describe('how long it gathers after a flush', () => {
  test('is nothing to speak of where that took no time, as in a small room', () => {
    expect(pauseAfter(0.05)).toBe(0.05)
    expect(pauseAfter(0.3)).toBe(0.3)
  })

  test('is several times as long as that took in a room of a thousand', () => {
    expect(pauseAfter(3)).toBe(18)
  })

  test('leaves time to write to everybody within 28 ms, unless writing alone takes so long', () => {
    for (let took = 0; took <= 28 / 3; took += 0.1)
      expect(took + pauseAfter(took) + took).toBeLessThan(28.001)
    expect(pauseAfter(20)).toBe(20)
    expect(pauseAfter(500)).toBe(30)
  })
})
