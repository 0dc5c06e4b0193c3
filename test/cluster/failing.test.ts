/** What breaks: a server is killed, is stopped and goes on, NATS goes away and comes back, the database does. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { connectLines, password, register, signIn, type LineClient } from '../door/line-client.ts'
import { newGuest, newUser } from '../protocols/irc/door/irc-client.ts'
import { Community, hasServers, namesAt, soon, type ServerNode } from './community.ts'

/** Longer than any death, beat or repair takes. */
const deadline = 25_000

describe.skipIf(!hasServers)(
  'three servers (needs PostgreSQL and nats-server: scripts/setup)',
  { timeout: 90_000 },
  () => {
    let community: Community
    let oak: ServerNode
    let elm: ServerNode
    let fir: ServerNode

    beforeAll(async () => {
      community = await Community.open()
    }, 60_000)
    beforeEach(async () => {
      ;[oak, elm, fir] = await Promise.all([
        community.start('oak'),
        community.start('elm'),
        community.start('fir'),
      ])
      await expect.poll(() => namesAt(oak), soon).toEqual(['elm', 'fir', 'oak'])
      await expect.poll(() => namesAt(fir), soon).toEqual(['elm', 'fir', 'oak'])
    }, 60_000)
    afterEach(() => community.endAll())
    afterAll(() => community.close())

    test('when a server is killed its people have gone, once; those who are elsewhere too have not (rule D22)', async () => {
      const watcher = await newUser(oak.irc, 'watcher')
      const [guest, ann] = [await newGuest(elm.irc, 'stray'), await newUser(elm.irc, 'ann')]
      const desk = await newUser(elm.irc, 'bob')
      for (const person of [watcher, guest, ann, desk]) await person.ask('JOIN #hall')
      const phone = await signIn(fir.plain, 'bob')
      await watcher.waitFor(/bob!\S+ JOIN #hall/)
      ann.say('NICK anna')
      await watcher.waitFor(/ann!\S+ NICK anna/)
      const before = await newUser(fir.irc, 'writer')
      await before.ask('JOIN #hall', 'PRIVMSG #hall :before')
      await elm.server.kill()
      await watcher.wire.waitFor(/(anna|stray)!\S+ QUIT/, deadline)
      await watcher.wire.waitFor(/(anna|stray)!\S+ QUIT/, deadline)
      phone.say('/switch #hall', 'I am still here')
      await watcher.waitFor(/bob!\S+ PRIVMSG #hall :?I am still here/)
      await watcher.fence()
      const quits = watcher.lines.flatMap((line) => /:(\w+)!\S+ QUIT/.exec(line)?.[1] ?? [])
      expect(quits.toSorted()).toEqual(['anna', 'stray'])
      // Whichever of the two has buried it: the other one sees that with its next beat.
      await expect.poll(() => namesAt(oak), soon).toEqual(['fir', 'oak'])
      await newUser(fir.irc, 'stray')
      // The name beside her account went with her.
      await newUser(fir.irc, 'anna')
    })

    test('a server that was stopped and goes on asks its people to come back, and is one of the servers again (rule D24)', async () => {
      const [ann, bob] = [await register(elm.plain, 'anja'), await register(oak.plain, 'bert')]
      elm.server.signal('SIGSTOP')
      await expect.poll(() => namesAt(oak), { timeout: deadline, interval: 200 }).toEqual(['fir', 'oak'])
      await oak.admin('ban', 'anja')
      bob.say('while it stood still')
      await bob.waitFor('bert: while it stood still')
      elm.server.signal('SIGCONT')
      await ann.ended
      await expect.poll(() => namesAt(oak), soon).toEqual(['elm', 'fir', 'oak'])
      const back = await connectLines(elm.plain)
      await back.ask(`/login anja "${password}"`, '! you are banned')
      await register(elm.plain, 'carla')
      await bob.fence('later')
      const talk = await signIn(elm.plain, 'carla')
      talk.say('on the same server as before')
      await bob.waitFor('carla: on the same server as before')
    })

    test('while NATS is away what is said comes from the database, and rights are taken everywhere (rule D21)', async () => {
      const [dora, emil, fritz] = [
        await register(oak.plain, 'dora'),
        await register(elm.plain, 'emil'),
        await register(fir.plain, 'fritz'),
      ]
      await emil.fence('in')
      await community.nats.goAway()
      await expect.poll(async () => (await elm.ready()).checks['nats'], soon).toBe('impaired: not connected')
      expect((await elm.ready()).status).toBe(200)
      dora.say('slow but sure')
      await emil.waitFor('dora: slow but sure', deadline)
      await oak.admin('ban', 'fritz', 'enough')
      await waitForEnd(fritz)
      expect(fritz.lines.some((line) => /banned/.test(line))).toBe(true)
      await community.nats.comeBack()
      for (const node of [oak, elm, fir])
        await expect.poll(async () => (await node.ready()).checks['nats'], soon).toBe('ok')
      dora.say('fast again')
      await emil.waitFor('dora: fast again')
      const said = emil.lines
        .filter((line) => / dora: /.test(line))
        .map((line) => line.replace(/^.*dora: /, ''))
      expect(said).toEqual(['slow but sure', 'fast again'])
    })

    test('while the database is away sends are refused; after a while people are asked to go, and let in again when it is back', async () => {
      const gerd = await register(oak.plain, 'gerd')
      await community.postgres.goAway()
      await gerd.ask('anybody?', /^! /)
      expect((await oak.ready()).status).toBe(503)
      await waitForEnd(gerd)
      await community.postgres.comeBack()
      await expect
        .poll(async () => (await oak.ready()).status, { timeout: deadline, interval: 200 })
        .toBe(200)
      const back = await signIn(oak.plain, 'gerd')
      back.say('here again')
      await back.waitFor('gerd: here again')
    })
  },
)

async function waitForEnd(person: LineClient): Promise<void> {
  const { promise: late, reject } = Promise.withResolvers<never>()
  const timer = setTimeout(() => reject(new Error('the connection was not ended')), deadline)
  await Promise.race([person.ended, late]).finally(() => clearTimeout(timer))
}
