/** Servers that cannot reach what they share: NATS for a minute, for all of them; for one of them NATS, the database, or both. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { connectLines, password, register, signIn, type LineClient } from '../door/line-client.ts'
import { Community, hasServers, namesAt, soon, type ServerNode, type Ways } from './community.ts'

/** Longer than any death, beat or repair takes. */
const deadline = 25_000
const minute = 60_000

describe.skipIf(!hasServers)(
  'two servers, one of them apart (needs PostgreSQL and nats-server: scripts/setup)',
  { timeout: 120_000 },
  () => {
    let community: Community
    let oak: ServerNode
    let far: ServerNode
    let ways: Ways

    beforeAll(async () => {
      community = await Community.open()
    }, 60_000)
    beforeEach(async () => {
      oak = await community.start('oak')
      ;({ node: far, ways } = await community.startApart('far'))
      await expect.poll(() => namesAt(oak), soon).toEqual(['far', 'oak'])
    }, 60_000)
    afterEach(() => community.endAll())
    afterAll(() => community.close())

    test('NATS that cannot be reached for a minute delays what is said, and loses nothing (rules D19, D21)', async () => {
      const [ann, bob] = [await register(oak.plain, 'ann'), await register(far.plain, 'bob')]
      await bob.fence('in')
      community.nats.standStill()
      const over = performance.now() + minute
      const said: string[] = []
      do {
        const number = said.length
        const [speaker, hearer, name] = number % 2 === 0 ? [ann, bob, 'ann'] : [bob, ann, 'bob']
        said.push(`${name}: number ${number}`)
        speaker.say(`number ${number}`)
        await hearer.waitFor(`${name}: number ${number}`, deadline)
      } while (performance.now() < over)
      expect((await far.ready()).status).toBe(200)
      community.nats.goOn()
      for (const node of [oak, far])
        await expect.poll(async () => (await node.ready()).checks['nats'], soon).toBe('ok')
      ann.say('fast again')
      await bob.waitFor('ann: fast again', deadline)
      expect(heard(bob, 'ann')).toEqual([...said.filter((line) => line.startsWith('ann')), 'ann: fast again'])
      expect(heard(ann, 'bob')).toEqual(said.filter((line) => line.startsWith('bob')))
    })

    test('one that has lost NATS alone hears and is heard some seconds later, and rights are taken there too (rules D20, D21)', async () => {
      const [ann, bob, carl] = [
        await register(oak.plain, 'anna'),
        await register(far.plain, 'bobby'),
        await register(far.plain, 'carl'),
      ]
      await carl.fence('in')
      ways.toNats.become('silent')
      ann.say('can you hear me?')
      await bob.waitFor('anna: can you hear me?', deadline)
      bob.say('I can')
      await ann.waitFor('bobby: I can', deadline)
      await oak.admin('ban', 'carl', 'enough')
      await carl.waitFor(/banned/, deadline)
      await carl.ended
      await expect.poll(async () => (await far.ready()).checks['nats'], soon).toBe('impaired: not connected')
      expect((await far.ready()).status).toBe(200)
      expect(await namesAt(oak)).toEqual(['far', 'oak'])
      ways.toNats.become('open')
      await expect.poll(async () => (await far.ready()).checks['nats'], soon).toBe('ok')
      bob.say('as before')
      await ann.waitFor('bobby: as before')
      expect(heard(ann, 'bobby')).toEqual(['bobby: I can', 'bobby: as before'])
    })

    test.each([
      { lost: 'the database alone', how: 'cut', cut: ['toDatabase'] },
      { lost: 'the database alone', how: 'silent', cut: ['toDatabase'] },
      { lost: 'NATS and the database', how: 'silent', cut: ['toDatabase', 'toNats'] },
    ] as const)(
      'one that has lost $lost ($how) stores nothing, and sends its people elsewhere (rules D22, D24)',
      async ({ how, cut }) => {
        const [ann, bob] = [await newcomer(oak, 'dora'), await newcomer(far, 'emil')]
        for (const way of cut) ways[way].become(how)
        bob.client.say('is it stored?')
        // Where nothing comes back at all, nobody knows yet.
        if (how === 'cut') await bob.client.waitFor(/^! the database does not answer/, deadline)
        expect((await far.ready()).status).toBe(503)
        await expect.poll(() => bob.client.isOver, { timeout: deadline }).toBe(true)
        const turnedAway = await connectLines(far.plain)
        turnedAway.say(`/login ${bob.name} "${password}"`)
        await turnedAway.waitFor(/^! (?!.*banned)/, deadline)
        await expect.poll(() => namesAt(oak), { timeout: deadline }).toEqual(['oak'])
        // Where they were sent: the same chat, without what was refused.
        const elsewhere = await signIn(oak.plain, bob.name)
        elsewhere.say('here I am')
        await ann.client.waitFor(`${bob.name}: here I am`)
        for (const way of cut) ways[way].become('open')
        await expect.poll(async () => (await far.ready()).status, { timeout: deadline }).toBe(200)
        await expect.poll(() => namesAt(oak), { timeout: deadline }).toEqual(['far', 'oak'])
        const back = await signIn(far.plain, bob.name)
        await back.fence('back')
        ann.client.say('welcome back')
        await back.waitFor(`${ann.name}: welcome back`)
        expect(heard(ann.client, bob.name)).toEqual([`${bob.name}: here I am`])
      },
    )
  },
)

let newcomers = 0

/** Somebody under a name that no other test has taken. */
async function newcomer(node: ServerNode, stem: string): Promise<{ name: string; client: LineClient }> {
  const name = `${stem}-${(newcomers += 1)}`
  const client = await register(node.plain, name)
  await client.fence('in')
  return { name, client }
}

/** What somebody said, as one other was told of it: in order, and as often. */
function heard(client: LineClient, name: string): readonly string[] {
  return client.lines.flatMap((line) =>
    line.includes(` ${name}: `) ? [line.slice(line.indexOf(`${name}: `))] : [],
  )
}
