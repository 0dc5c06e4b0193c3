import { expect, test } from 'vitest'
import type { ChatEvent } from '../../../src/core/events.ts'
import { SharedReads } from '../../../src/protocols/irc/shared-reads.ts'

const event = (at: number): ChatEvent => ({ type: 'shutdown.cancelled', audience: [], at, by: 'x' })

test('one read is made for all who ask because of the same fact, and a new one when it has ended', async () => {
  const reads = new SharedReads<ChatEvent, number>()
  let made = 0
  const read = () => Promise.resolve((made += 1))
  const [one, other] = [event(1), event(2)]
  const answers = await Promise.all([one, one, other, one].map((fact) => reads.because(fact, read)))
  expect(answers).toEqual([1, 1, 2, 1])
  expect(await reads.because(one, read)).toBe(3)
})

test('a read that fails is not kept', async () => {
  const reads = new SharedReads<ChatEvent, number>()
  const fact = event(1)
  const failing = [1, 2].map(() => reads.because(fact, () => Promise.reject(new Error('no'))))
  expect(await Promise.allSettled(failing)).toMatchObject([{ status: 'rejected' }, { status: 'rejected' }])
  expect(await reads.because(fact, () => Promise.resolve(1))).toBe(1)
})
