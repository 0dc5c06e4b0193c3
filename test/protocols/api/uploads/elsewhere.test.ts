/** Files on the doors that show only text: a line each, with where it is, live and in the history. */
import { expect, test } from 'vitest'
import { register } from '../../../door/line-client.ts'
import { ManualClock } from '../../../support/manual-clock.ts'
import { newUser } from '../../irc/door/irc-client.ts'
import { startApi } from '../door/api-server.ts'
import { programOf, put } from './bringing.ts'

test('a file is a line with its name, its type, its size and its address, on the plain door and on IRC', async () => {
  const server = await startApi(['irc.enabled=true', 'irc.port=0'])
  try {
    const script = await programOf(await server.register('ann'))
    const listener = await register(server.inner.port, 'listener')
    const ircPort = Number(/127\.0\.0\.1:(\d+)/.exec(server.inner.running.doors['irc'] ?? '')?.[1])
    const irc = await newUser(ircPort, 'ircer')
    const query = `?channel=general&text=${encodeURIComponent('the plan')}`
    await put(server, script, { name: 'plan.txt', bytes: 'x'.repeat(1234), query })
    const line = new RegExp(
      String.raw`plan\.txt \(text/plain, 1\.2 KB\) http://${server.place}/files/[\w-]{32}/plan\.txt\r?$`,
    )
    await listener.waitFor('[#general] ann: the plan')
    const told = await listener.waitFor(line)
    const address = /http\S+/.exec(told)?.[0] ?? ''
    expect(await (await fetch(address)).text()).toHaveLength(1234)
    await irc.waitFor(/PRIVMSG #general :the plan\r?$/)
    await irc.waitFor(line)
    listener.say('/history')
    await listener.waitFor(line)
    for (const client of [listener, irc.wire]) client.destroy()
  } finally {
    await server.stop()
  }
})

function bring(to: string): Promise<Response> {
  return fetch(`${to}cat.txt`, { method: 'PUT', body: 'meow' })
}

test('/upload on the plain door answers with an address that brings files into that channel, for ten minutes', async () => {
  const clock = new ManualClock()
  const server = await startApi([], { clock })
  try {
    const ann = await register(server.inner.port, 'ann')
    ann.say('/upload')
    const line = await ann.waitFor(/curl -T FILE http\S+$/)
    const address = /http\S+$/.exec(line)?.[0] ?? ''
    expect((await bring(address)).status).toBe(201)
    await ann.waitFor(/^\[#general\] ann: cat\.txt \(text\/plain, 4 B\) http/)
    // Another channel, another permit: that one is not asked for here.
    expect((await bring(`${address.slice(0, -3)}x/`)).status).toBe(401)
    expect((await fetch(`${address}cat.txt?channel=elsewhere`, { method: 'PUT', body: 'x' })).status).toBe(
      201,
    )
    await server.command('/mute ann 60 quiet')
    expect((await bring(address)).status).toBe(403)
    await server.command('/unmute ann')
    clock.advance(600_000)
    // The connection that is kept from before has been silent for too long by then, and is closed.
    const status = () =>
      bring(address).then(
        (response) => response.status,
        () => null,
      )
    await expect.poll(status).toBe(401)
    ann.destroy()
  } finally {
    await server.stop()
  }
})
