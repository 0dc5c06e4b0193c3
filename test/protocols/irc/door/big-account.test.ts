/** Somebody who is in very many channels: what the door reads for them on its own account is not taken from their budget. */
import { expect, test } from 'vitest'
import { ManualClock } from '../../../support/manual-clock.ts'
import { newUser, returning } from './irc-client.ts'
import { startIrcForTest } from './irc-server.ts'

const roomy = 'limits.channelsPerUser=200'
const channels = Array.from({ length: 150 }, (_, index) => `#c${index}`)

test.each([[''], ['draft/no-implicit-names']])(
  'whoever is in 150 channels is shown all of them at once, with %o',
  async (capabilities) => {
    const server = await startIrcForTest([roomy], { clock: new ManualClock() })
    const first = await newUser(server.port, 'ann')
    await first.ask(...channels.map((channel) => `JOIN ${channel}`), 'TOPIC #c7 :seven')
    first.say('QUIT')
    await first.ended
    await server.reconfigure(roomy, 'limits.commandBurst=20', 'limits.commandsPerSecond=5')
    // The clock stands still: whoever had to wait for their budget would wait for ever.
    const { lines } = await returning(server.port, 'ann', capabilities)
    const joined = lines.flatMap((line) => / JOIN (\S+)$/.exec(line)?.[1] ?? [])
    expect(joined.toSorted()).toEqual(channels.toSorted())
    expect(lines).toContain(':irc.test 332 ann #c7 seven')
    expect(lines.filter((line) => line.includes(' 353 '))).toHaveLength(capabilities === '' ? 150 : 0)
  },
)
