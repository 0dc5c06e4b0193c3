/** A flush in parts: nothing stands still for long, and nothing is out of order for that. */
import { afterEach, describe, expect, test, vi } from 'vitest'
import { Outbox } from '../../src/net/outbox.ts'
import { FakeMember, members, nextTurn, slowTime } from './outbox-member.ts'

const a = Buffer.from('a')
const b = Buffer.from('bb')
const c = Buffer.from('ccc')

afterEach(() => vi.restoreAllMocks())

interface Begun {
  readonly outbox: Outbox
  readonly all: readonly FakeMember[]
  /** How many have been written to. */
  readonly done: () => number
}

/** A flush to so many, a millisecond each, after its first turn. */
async function begun(count: number): Promise<Begun> {
  const { slow } = slowTime(1)
  const outbox = new Outbox({ ceilingBytes: 1000 })
  const all = members(count).map(slow)
  for (const member of all) outbox.append(member, a)
  await nextTurn()
  return { outbox, all, done: () => all.filter(({ written }) => written.length > 0).length }
}

describe('a flush that takes long', () => {
  test('writes to some in each turn, so that nothing else waits for it', async () => {
    const { done } = await begun(22)
    expect(done()).toBe(10)
    await nextTurn()
    await nextTurn()
    expect(done()).toBe(22)
  })

  test('keeps the order of everybody, whatever comes in between', async () => {
    const { outbox, all } = await begun(13)
    for (const member of all) outbox.append(member, b)
    for (const member of all) outbox.append(member, c)
    await nextTurn()
    expect(all.slice(10).map(({ written }) => written.map(String))).toEqual([
      ['abbccc'],
      ['abbccc'],
      ['abbccc'],
    ])
    await expect.poll(() => all.map(({ text }) => text)).toEqual(all.map(() => 'abbccc'))
    expect(all.slice(0, 10).map(({ written }) => written.map(String))).toEqual(
      Array.from({ length: 10 }, () => ['a', 'bbccc']),
    )
  })

  test('writes nothing to who leaves before their turn', async () => {
    const { outbox, all, done } = await begun(13)
    for (const member of all.slice(11)) outbox.leave(member)
    await nextTurn()
    expect(done()).toBe(11)
  })

  test('can be ended at once, with what has come since', async () => {
    const { outbox, all } = await begun(13)
    for (const member of all) outbox.append(member, b)
    outbox.flush()
    expect(all.map(({ text }) => text)).toEqual(all.map(() => 'abb'))
  })
})

describe('what comes in parts, one in each turn', () => {
  test('leaves in one write', async () => {
    const { slow } = slowTime(1)
    const outbox = new Outbox({ ceilingBytes: 1000 })
    const one = slow(new FakeMember())
    for (const message of [a, b, c]) {
      outbox.append(one, message)
      await new Promise((resolve) => setImmediate(resolve))
    }
    await nextTurn()
    expect(one.written.map(String)).toEqual(['abbccc'])
  })

  test('is not waited for longer than 20 ms', async () => {
    const { slow, pass } = slowTime(1)
    const outbox = new Outbox({ ceilingBytes: 1000 })
    const one = slow(new FakeMember())
    for (let turn = 0; one.written.length === 0; turn += 1) {
      expect(turn).toBeLessThan(5)
      outbox.append(one, a)
      pass(5)
      await new Promise((resolve) => setImmediate(resolve))
    }
    expect(one.text).toBe('aaaa')
  })
})
