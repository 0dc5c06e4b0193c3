/** What a client is told when the server itself fails: an error, and whether to come back. */
import { afterEach, expect, test, vi } from 'vitest'
import { showOwn } from '../../../../src/core/channels/list-own.ts'
import { ChatError } from '../../../../src/core/errors.ts'
import { verbs } from '../../../../src/protocols/api/verbs.ts'
import { unexpected } from '../../../door/server-in-process.ts'
import { startApi } from './api-server.ts'

afterEach(() => vi.restoreAllMocks())

test('a call whose answer cannot be made is refused, and the next one is answered', async () => {
  const server = await startApi()
  const page = await server.register('ann')
  const socket = page.socket()
  await socket.ready()
  vi.spyOn(verbs['user.show'], 'answer').mockImplementationOnce(() => {
    throw new Error('nothing to show')
  })
  expect(await socket.ask('user.show', { name: 'ann' })).toMatchObject({ error: { code: 'internal-error' } })
  expect(await socket.ask('user.show', { name: 'ann' })).toHaveProperty('ok')
  await server.inner.stop()
  expect(unexpected(server.inner.log)).toEqual([
    expect.stringMatching(/^a call could not be answered: Error: nothing to show/),
  ])
})

test('whoever cannot be told where they are hears why, and comes back', async () => {
  const server = await startApi()
  const page = await server.register('ann')
  vi.spyOn(showOwn, 'run').mockRejectedValueOnce(new ChatError('storage-unavailable', {}))
  const socket = page.socket()
  expect(await socket.ended()).toMatchObject({ code: 4005 })
  expect(socket.told.at(-1)).toMatchObject({ re: null, error: { code: 'storage-unavailable' } })
  await page.socket().ready()
  await server.stop()
})
