import { expect, test } from 'vitest'
import { Spoken } from '../../../src/protocols/irc/spoken.ts'

test('is heard when all that was said before has been heard, in whatever order', async () => {
  const spoken = new Spoken()
  const sayings = [1, 2, 3].map(() => Promise.withResolvers<void>())
  for (const { promise } of sayings) spoken.add(promise)
  const log: string[] = []
  const heard = spoken.heard().then(() => log.push('heard'))
  spoken.add(new Promise(() => undefined))
  for (const index of [2, 0, 1]) {
    log.push(`${index}`)
    sayings[index]?.resolve()
    await sayings[index]?.promise
  }
  await heard
  expect(log).toEqual(['2', '0', '1', 'heard'])
})

test('keeps nothing of what has been heard', async () => {
  const spoken = new Spoken()
  for (let count = 0; count < 1000; count += 1) spoken.add(Promise.resolve())
  expect(await spoken.heard()).toBeUndefined()
})
