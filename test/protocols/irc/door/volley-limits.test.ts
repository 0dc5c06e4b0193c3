/** A volley of somebody who may not say so much at once: slowed down line by line, and not one of them lost. */
import { expect, test } from 'vitest'
import { ManualClock } from '../../../support/manual-clock.ts'
import { newUser } from './irc-client.ts'
import { startIrc } from './irc-server.ts'

test('of forty lines at once with a budget of ten, ten are heard, then one for each twentieth of a second (rule D10)', async () => {
  const clock = new ManualClock()
  const server = await startIrc(['limits.commandBurst=10', 'limits.commandsPerSecond=20'], { clock })
  try {
    const [ann, ben] = [await newUser(server.port, 'ann'), await newUser(server.port, 'ben')]
    await ann.ask('JOIN #slow')
    await ben.ask('JOIN #slow')
    clock.advance(60_000)
    const texts = Array.from({ length: 40 }, (_, number) => `number ${number}.`)
    const heard = (): readonly string[] =>
      ben.lines.flatMap((line) => /PRIVMSG #slow :?(.*)$/.exec(line)?.[1] ?? [])
    ann.say(...texts.map((text) => `PRIVMSG #slow :${text}`))
    await ben.waitFor(/number 9\./)
    for (let count = 10; count < texts.length; count += 1) {
      await ben.fence()
      expect(heard()).toEqual(texts.slice(0, count))
      clock.advance(50)
      await ben.waitFor(new RegExp(`number ${count}\\.`))
    }
    expect(heard()).toEqual(texts)
  } finally {
    await server.stop()
  }
})
