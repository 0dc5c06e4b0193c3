/** How long the event loop stood still, beside a clock that the test looks at itself. */
import { execFile } from 'node:child_process'
import { readFile } from 'node:fs'
import { beforeEach, expect, test } from 'vitest'
import { Stalls } from '../../src/observe/stalls.ts'

let stalls: Stalls

beforeEach(() => {
  stalls = new Stalls()
  stalls.start()
})

function longest(): number {
  return stalls.take().max * 1000
}

function workFor(milliseconds: number): void {
  const until = performance.now() + milliseconds
  while (performance.now() < until);
}

test('work is one stall as long as nothing new is looked at, wherever in a turn it is done', async () => {
  const { promise, resolve } = Promise.withResolvers<number>()
  readFile(import.meta.filename, () => {
    setImmediate(() => workFor(15))
    workFor(20)
    setImmediate(() => setImmediate(() => resolve(longest())))
  })
  expect(await promise).toBeGreaterThan(34)
})

test('work in turns is as many stalls', async () => {
  const began: number[] = []
  const { promise, resolve } = Promise.withResolvers<number>()
  const go = () => {
    began.push(performance.now())
    if (began.length > 9) return resolve(longest())
    workFor(9)
    setImmediate(go)
  }
  longest()
  // What a busy machine does to this process before the first turn is a turn too.
  began.push(performance.now())
  setImmediate(go)
  const told = await promise
  const turns = began.slice(1).map((at, index) => at - (began[index] ?? 0))
  expect(told).toBeGreaterThan(Math.max(...turns) - 1)
  expect(told).toBeLessThan(Math.max(...turns) + 3)
})

test('waiting is none', async () => {
  const before = performance.now()
  const { promise, resolve } = Promise.withResolvers()
  execFile('sleep', ['0.2'], resolve)
  await promise
  expect(longest()).toBeLessThan((performance.now() - before) / 2)
})

test('each reading begins anew', async () => {
  workFor(20)
  const before = performance.now()
  expect(longest()).toBeGreaterThan(19)
  const again = longest()
  expect(again).toBeLessThan(performance.now() - before)
})
