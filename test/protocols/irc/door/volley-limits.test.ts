/** A volley of somebody who may not say so much at once: slowed down line by line, and not one of them lost. */
import { expect, test } from 'vitest'
import { newUser } from './irc-client.ts'
import { startIrc } from './irc-server.ts'

test('forty lines at once with a budget of five a moment all come, in order (rule D10)', async () => {
  const server = await startIrc(['limits.commandBurst=5', 'limits.commandsPerSecond=20'])
  try {
    const [ann, ben] = [await newUser(server.port, 'ann'), await newUser(server.port, 'ben')]
    await ann.ask('JOIN #slow')
    await ben.ask('JOIN #slow')
    const texts = Array.from({ length: 40 }, (_, number) => `number ${number}`)
    ann.say(...texts.map((text) => `PRIVMSG #slow :${text}`))
    await ben.waitFor(/PRIVMSG #slow :?number 39/)
    const heard = ben.lines.flatMap((line) => /PRIVMSG #slow :?(.*)$/.exec(line)?.[1] ?? [])
    expect(heard).toEqual(texts)
  } finally {
    await server.stop()
  }
})
