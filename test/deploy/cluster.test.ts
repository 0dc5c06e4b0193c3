/** Two nodes on one PostgreSQL, with NATS between them and HAProxy in front, as deploy/compose.cluster.yaml has them. */
import { beforeAll, expect, onTestFinished, test } from 'vitest'
import { password } from '../door/line-client.ts'
import { ensureBuilt } from '../process/server-process.ts'
import { hasNats, NatsServer } from '../support/nats.ts'
import { hasPostgres, Postgres } from '../support/postgres.ts'
import { Balanced } from './balanced.ts'
import { hasBalancer, startHaproxy } from './balancer.ts'

const canBeTried = hasPostgres && hasNats && hasBalancer('haproxy')

/** What makes one community of two nodes; files are left out. */
async function shared(): Promise<readonly string[]> {
  const [postgres, nats] = await Promise.all([Postgres.start(), NatsServer.start()])
  onTestFinished(() => postgres.stop())
  onTestFinished(() => nats.stop())
  const { database } = await postgres.database()
  return [
    ...[`database.url=${postgres.url(database)}`, `cluster.nats=${nats.url}`],
    ...['uploads.enabled=false', 'previews.enabled=false'],
  ]
}

/** Two beats and a look into the database, with time to spare on a busy machine. */
const repairedMs = 30_000

beforeAll(ensureBuilt)

test.runIf(canBeTried)(
  'people talk across nodes, and one node is restarted without a message lost',
  { timeout: 120_000 },
  async () => {
    const place = await Balanced.start({ start: startHaproxy, settings: await shared(), environment: {} })
    const [one, two] = place.nodes
    const balancer = place.balancer.running
    const ann = await place.personAt(one, 'ann')
    const bob = await place.personAt(two, 'bob')
    await ann.ask('hello from one', '[#general] ann: hello from one')
    // Where NATS was slow to come, the database tells: after a while.
    await bob.waitFor('[#general] ann: hello from one', repairedMs)
    await bob.ask('hello from two', '[#general] bob: hello from two')
    await ann.waitFor('[#general] bob: hello from two', repairedMs)

    await one.command('/kill 10 new version')
    await balancer.prints(/Server web\/node1 is DOWN/)
    await ann.ask('still here', '[#general] ann: still here')
    await bob.waitFor('[#general] ann: still here', repairedMs)
    await one.command('/kill now')
    await ann.ended
    expect(await one.running.end()).toMatchObject({ code: 0, stderr: '' })
    await bob.ask('where are you?', '[#general] bob: where are you?')

    const back = await place.plain()
    onTestFinished(() => back.destroy())
    await back.waitFor('* Two: /login')
    await back.ask(`/login ann "${password}"`, '* talking in #general')
    await back.ask('/history', '[#general] bob: where are you?')
    await bob.ask('there', '[#general] bob: there')
    await back.waitFor('[#general] bob: there', repairedMs)
    await one.start()
    await balancer.prints(/Server web\/node1 is UP/)
    const eve = await place.personAt(one, 'eve')
    await eve.ask('hello from one again', '[#general] eve: hello from one again')
    await bob.waitFor('[#general] eve: hello from one again', repairedMs)
    expect(bob.lines.filter((line) => line.startsWith('!'))).toEqual([])
  },
)
