/** What may be asked of a search, and what is refused. */
import { expect, test } from 'vitest'
import { searchMessages } from '../../../src/core/messages/search.ts'
import { sendMessage } from '../../../src/core/messages/send.ts'
import type { z } from 'zod'
import { openCountingScene } from '../support.ts'

test('words and filters, alone and together', async () => {
  const { run, register, clock } = await openCountingScene()
  const [ann, bob] = [await register('ann'), await register('bob')]
  const start = clock.now()
  for (const [who, text] of [
    [ann, 'one tea'],
    [bob, 'two tea'],
    [bob, 'https://three.example'],
  ] as const) {
    clock.advance(1000)
    await run(who, sendMessage, { channel: '#general', text })
  }
  const found = async (input: z.input<typeof searchMessages.input>) => {
    clock.advance(10_000)
    return (await run(ann, searchMessages, input)).found.map(({ message }) => message.text)
  }
  expect(await found({ text: 'tea' })).toEqual(['two tea', 'one tea'])
  expect(await found({ from: 'BOB' })).toEqual(['https://three.example', 'two tea'])
  expect(await found({ text: ' tea ', from: 'bob' })).toEqual(['two tea'])
  expect(await found({ text: '  ', has: 'link' })).toEqual(['https://three.example'])
  expect(await found({ channel: '#general', before: start + 2000 })).toEqual(['one tea'])
  expect(await found({ after: start + 1000, limit: 1 })).toEqual(['https://three.example'])
  expect(await found({ text: 'tea', has: 'file' })).toEqual([])
  for (const nothing of [{}, { text: '' }, { text: '  ', from: null }])
    await expect(found(nothing)).rejects.toThrow('bad-input')
  await expect(found({ from: 'nobody' })).rejects.toThrow('no-such-user')
  await expect(run(ann, searchMessages, JSON.parse('{"has":"everything"}'))).rejects.toThrow('bad-input')
  await expect(found({ channel: '#nowhere' })).rejects.toThrow('no-such-channel')
})
