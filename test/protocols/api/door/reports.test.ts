/** Messages that people call the operators to, over the API, and as the other operators hear of it. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { connectLines } from '../../../door/line-client.ts'
import { password, startApi, type ApiServer, type Page } from './api-server.ts'

let server: ApiServer
let [mary, john, ann]: Page[] = []

beforeAll(async () => {
  server = await startApi()
  mary = await server.register('mary')
  john = await server.register('john')
  ann = await server.register('ann')
  await server.command('/grant ann moderator')
})

afterAll(() => server.stop())

function known(page: Page | undefined): Page {
  if (page === undefined) throw new Error('not registered')
  return page
}

test('a report reaches those with a role, keeps the text, and is settled once', async () => {
  const watching = known(ann).socket()
  await watching.ready()
  const outside = known(john).socket()
  await outside.ready()
  const { message } = await known(john).call('message.send', { channel: 'general', text: 'buy now' })
  const report = { channel: 'general', message: message.id, reason: 'spam' }
  expect(await known(mary).call('message.report', report)).toEqual({ fresh: true })
  expect(await known(mary).call('message.report', report)).toEqual({ fresh: false })
  await expect.poll(() => watching.facts('report.made').length).toBe(1)
  await known(john).call('message.delete', { channel: 'general', message: message.id })
  const { reports } = await known(ann).call('report.list', {})
  expect(reports).toMatchObject([
    {
      author: { name: 'john' },
      by: { name: 'mary' },
      text: 'buy now',
      channelName: 'general',
      reason: 'spam',
    },
  ])
  const id = reports[0]?.id ?? ''
  const { report: done } = await known(ann).call('report.settle', { report: id, reason: 'told him' })
  expect(done).toMatchObject({ settledBy: 'user:ann' })
  const again = await known(ann).post('report.settle', { report: id })
  expect([again.status, again.body]).toMatchObject([404, { code: 'no-such-report' }])
  expect((await known(ann).call('report.list', {})).reports).toEqual([])
  await expect.poll(() => watching.facts('report.settled').length).toBe(1)
  expect(outside.facts('report.made')).toEqual([])
})

test('nobody reports what is not there for them, or their own', async () => {
  const { message } = await known(john).call('message.send', { channel: 'general', text: 'mine' })
  const own = await known(john).post('message.report', { channel: 'general', message: message.id })
  expect(own.body).toMatchObject({ code: 'bad-input' })
  const { channel } = await known(john).call('channel.create', { name: 'secret-room', kind: 'private' })
  const { message: hidden } = await known(john).call('message.send', { channel: channel.id, text: 'hidden' })
  for (const where of [channel.id, 'general']) {
    const tried = await known(mary).post('message.report', { channel: where, message: hidden.id })
    expect(tried.status).toBe(404)
  }
})

test.each(['report.list', 'report.settle'])('%s is for those with a role', async (name) => {
  const { status, body } = await known(mary).post(name, {})
  expect([status, body]).toMatchObject([403, { code: 'operator-only' }])
})

test('an operator on the plain door hears of a report too', async () => {
  const plain = await connectLines(server.inner.port)
  plain.say(`/login ann "${password}"`)
  await plain.waitFor('signed in as ann')
  const { message } = await known(john).call('message.send', { channel: 'general', text: 'again' })
  await known(mary).call('message.report', { channel: 'general', message: message.id })
  await plain.waitFor('* mary reported a message of john in #general')
  plain.destroy()
})
