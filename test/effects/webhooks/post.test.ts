/** Where a webhook may be sent: checked by number, after looking a name up, and at the connection. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { post } from '../../../src/effects/webhooks/post.ts'
import { publicLookup, publicOnly, type Lookup } from '../../../src/lib/public-lookup.ts'
import { Receiver } from './receiver.ts'

function answering(...addresses: string[]): Lookup {
  return (_, __, done) =>
    done(
      null,
      addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
    )
}

describe('a request', () => {
  let receiver: Receiver
  beforeEach(async () => {
    receiver = await Receiver.open()
  })
  afterEach(() => expect(reached()).toBe(expected))

  let expected = 0
  const reached = () => receiver.received.length
  const never = new AbortController().signal
  const send = (
    url: string,
    given: { lookup?: Lookup; allowedHosts?: string[]; signal?: AbortSignal } = {},
  ) => {
    const { allowedHosts = [], signal = never } = given
    const lookup = given.lookup === undefined ? publicLookup : publicOnly(given.lookup)
    return post({ url, headers: {}, body: '{}' }, { allowHttp: true, allowedHosts, lookup, signal })
  }
  const at = (host: string) => receiver.url.replace('127.0.0.1', host)

  test('goes to no address of numbers that is not public', async () => {
    expected = 0
    for (const host of ['127.0.0.1', '127.1', '0x7f000001', '[::1]', '[::ffff:127.0.0.1]', '0.0.0.0'])
      expect([host, await send(at(host))]).toEqual([host, expect.stringContaining('open internet')])
  })

  test('goes to no name that leads inside, also not by one of several addresses', async () => {
    expected = 0
    for (const addresses of [['127.0.0.1'], ['8.8.8.8', '127.0.0.1'], ['::1'], ['::ffff:127.0.0.1']])
      expect(await send(at('hooks.example.org'), { lookup: answering(...addresses) })).toMatch(
        /open internet/,
      )
    expect(await send(at('localhost'))).toMatch(/open internet/)
    expect(await send(at('hooks.example.org'), { lookup: answering() })).toMatch(/open internet/)
  })

  test('is checked by the very answer that is connected to', async () => {
    expected = 0
    const answers = ['127.0.0.1', '8.8.8.8']
    const changing: Lookup = (name, options, done) => answering(answers.shift() ?? '')(name, options, done)
    expect(await send(at('rebinding.example.org'), { lookup: changing })).toMatch(/open internet/)
    expect(answers).toEqual(['8.8.8.8'])
  })

  test('goes where the operator allows it', async () => {
    expected = 1
    expect(await send(receiver.url, { allowedHosts: ['127.0.0.1'] })).toBeNull()
  })

  test('follows no redirect', async () => {
    expected = 1
    receiver.answers.push(302)
    expect(await send(receiver.url, { allowedHosts: ['127.0.0.1'] })).toBe('answered with 302')
  })

  test('ends when its time is over', async () => {
    expected = 1
    receiver.answers.push('nothing')
    const ending = new AbortController()
    const sent = send(receiver.url, { allowedHosts: ['127.0.0.1'], signal: ending.signal })
    await receiver.told(1)
    ending.abort()
    expect(await sent).toBe('ABORT_ERR')
  })

  test('without TLS is one only where that is allowed', async () => {
    expected = 0
    const reaching = { allowHttp: false, allowedHosts: ['127.0.0.1'], lookup: publicLookup, signal: never }
    expect(await post({ url: receiver.url, headers: {}, body: '' }, reaching)).toMatch(/https/)
  })
})
