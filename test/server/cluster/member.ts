/** One of several nodes in one process, without doors: it can be stopped, killed, and cut off from the database. */
import type { ChatEvent } from '../../../src/core/events.ts'
import type { Clock } from '../../../src/core/ports.ts'
import type { Channel, NodeOrder, User } from '../../../src/core/types.ts'
import { createSystemClock } from '../../../src/lib/clock.ts'
import { createIdMaker } from '../../../src/lib/id.ts'
import { Cluster } from '../../../src/server/cluster/cluster.ts'
import { rereadFrom } from '../../../src/server/reread.ts'
import type { OpenStore } from '../../../src/store/open-store.ts'
import { FakeClient } from '../../fanout/fakes.ts'
import { rememberingLog, say } from '../../store/support.ts'

const times = { beatSeconds: 0.1, deadSeconds: 0.6, repairSeconds: 0.1, databaseSeconds: 1 }

interface Starting {
  readonly name: string
  readonly store: OpenStore
  readonly url: string
}

export class Member {
  readonly cluster: Cluster
  readonly database: { isAway: boolean }
  readonly orders: NodeOrder[] = []
  readonly held: boolean[] = []
  changes = 0
  readonly #store: OpenStore
  readonly #name: string
  readonly #clock: FreezingClock
  #isOver = false
  #clients = 0

  private constructor(
    cluster: Cluster,
    made: Starting & { clock: FreezingClock; database: { isAway: boolean } },
  ) {
    this.cluster = cluster
    this.database = made.database
    this.#store = made.store
    this.#name = made.name
    this.#clock = made.clock
  }

  static async start(starting: Starting): Promise<Member> {
    const clock = new FreezingClock()
    const log = rememberingLog()
    const database = { isAway: false }
    const cluster = await Cluster.open({
      store: failing(starting.store, database),
      config: {
        ...times,
        node: starting.name,
        nats: [starting.url],
        ...{ user: null, password: null, passwordFile: null, token: null, tokenFile: null },
        tls: { enabled: false, ca: null, certificate: null, key: null },
      },
      clock,
      newId: createIdMaker(() => clock.now()),
      log,
      reread: rereadFrom(starting.store, clock),
      ticks: () => performance.now(),
    })
    const member = new Member(cluster, { ...starting, clock, database })
    await cluster.join({
      publish: (events) => cluster.bus.publish(events),
      obey: (order) => member.orders.push(order),
      hold: (isHeld) => member.held.push(isHeld),
      changed: () => (member.changes += 1),
      refresh: () => undefined,
    })
    return member
  }

  names(): readonly string[] {
    return this.cluster.nodes.map(({ name }) => name)
  }

  /** As a door does it. */
  async comes(user: User, channels: readonly Channel[], { address = '192.0.2.9' } = {}): Promise<FakeClient> {
    const { hub, roster } = this.cluster.fanout
    this.#clients += 1
    const client = Object.assign(new FakeClient(`${this.#name} ${user.name} ${this.#clients}`, { address }), {
      actor: { kind: 'user', passwordChanges: user.passwordChanges },
    })
    const at = { role: 'member', ifEmpty: 'member', at: 1, channelsPerUser: 99 } as const
    const joined = await this.#store.memberships.ofUser(user.id)
    for (const { id } of channels)
      if (!joined.some(({ channel }) => channel.id === id)) await this.#store.memberships.add(id, user.id, at)
    hub.attach(client)
    const first = hub.signIn(client, { id: user.id, name: user.name }, user.role !== 'none')
    if (first) await roster.arrived(user.id)
    hub.subscribe(
      client,
      channels.map(({ id, lastPosition }) => ({ channel: id, position: lastPosition })),
    )
    hub.release(client, new Map())
    return client
  }

  goes(client: FakeClient): void {
    this.cluster.fanout.hub.detach(client)
  }

  async says(channel: Channel, author: User, text: string): Promise<void> {
    const message = await say(this.#store, channel, author, text)
    const { id, kind, name, between } = channel
    const event: ChatEvent = {
      type: 'message.sent',
      audience: [{ to: 'channel', channel: id }],
      at: 0,
      channel: { id, kind, name, between },
      message,
      inReplyTo: null,
      clientTag: null,
    }
    this.cluster.bus.publish([event])
  }

  /** As SIGSTOP does it, as far as others can tell. */
  freeze(): void {
    this.#clock.isFrozen = true
  }

  thaw(): void {
    this.#clock.isFrozen = false
  }

  /** As SIGKILL does it. */
  die(): void {
    this.#clock.isFrozen = true
    this.#isOver = true
    void this.cluster.bus.close()
  }

  async leave(): Promise<void> {
    if (this.#isOver) return
    this.#isOver = true
    await this.cluster.leave()
  }
}

/** Timers that repeat stand still on demand. */
class FreezingClock implements Clock {
  isFrozen = false
  readonly #clock = createSystemClock()
  readonly now = () => this.#clock.now()
  readonly after = (ms: number, run: () => void) => this.#clock.after(ms, run)
  readonly every = (ms: number, run: () => void) =>
    this.#clock.every(ms, () => {
      if (!this.isFrozen) run()
    })
}

function failing(store: OpenStore, database: { isAway: boolean }): OpenStore {
  const beat: OpenStore['nodes']['beat'] = (...given) =>
    database.isAway ? Promise.reject(new Error('the database is away')) : store.nodes.beat(...given)
  return { ...store, nodes: { ...store.nodes, beat } }
}
