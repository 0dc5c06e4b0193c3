/** What breaks in a torture run, one after the other: each breaks something for a while and mends it. */
import type { Random } from '../../fuzz/random.ts'
import type { Link } from '../../support/link.ts'
import type { Cluster, ClusterNode } from './cluster.ts'

export interface FaultPorts {
  readonly cluster: Cluster
  readonly random: Random
  /** How long it lasts: the shortest and the longest, in milliseconds. */
  readonly lasts: readonly [number, number]
}

type Fault = (ports: FaultPorts) => Promise<void>

export const faults = {
  'a node is killed': async ({ cluster, random, lasts }) => {
    const node = random.pick(cluster.nodes)
    await cluster.kill(node)
    await pause(random.whole(...lasts))
    await cluster.begin(node)
  },
  'a node stands still': async ({ cluster, random, lasts }) => {
    const node = random.pick(cluster.nodes)
    node.server?.signal('SIGSTOP')
    await pause(random.whole(...lasts))
    node.server?.signal('SIGCONT')
  },
  'NATS is started anew': async ({ cluster, random, lasts }) => {
    await cluster.nats.goAway()
    await pause(random.whole(...lasts))
    await cluster.nats.comeBack()
  },
  'NATS cannot be reached by anybody': (ports) =>
    broken(ports, ({ nodes }) => nodes.map(({ toNats }) => toNats)),
  'a node cannot reach NATS': (ports) => broken(ports, ({ nodes }) => [ports.random.pick(nodes).toNats]),
  'a node cannot reach the database': (ports) =>
    broken(ports, ({ nodes }) => [ports.random.pick(nodes).toDatabase]),
  'a node can reach neither': (ports) => broken(ports, ({ nodes }) => bothOf(ports.random.pick(nodes))),
  'the database is started anew': async ({ cluster, random, lasts }) => {
    await cluster.database.goAway()
    await pause(random.whole(...lasts) / 2)
    await cluster.database.comeBack()
  },
  'all nodes are started anew, one after the other': async ({ cluster }) => {
    for (const node of cluster.nodes) {
      await cluster.end(node)
      await cluster.begin(node)
    }
  },
} as const satisfies Readonly<Record<string, Fault>>

export type FaultName = keyof typeof faults

export const faultNames = Object.keys(faults).filter((name): name is FaultName => name in faults)

function bothOf({ toNats, toDatabase }: ClusterNode): readonly Link[] {
  return [toNats, toDatabase]
}

/** Now with a break that both sides notice, now with silence. */
async function broken(
  { cluster, random, lasts }: FaultPorts,
  which: (cluster: Cluster) => readonly Link[],
): Promise<void> {
  const links = which(cluster)
  const state = random.chance(0.5) ? 'cut' : 'silent'
  for (const link of links) link.become(state)
  await pause(random.whole(...lasts))
  for (const link of links) link.become('open')
}

export function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds)
  })
}

/** Every fault as often as any other, in an order of the seed's. */
export function* scheduleOf(random: Random): Generator<FaultName> {
  for (;;) {
    const left = [...faultNames]
    while (left.length > 0) {
      const [name] = left.splice(random.whole(0, left.length - 1), 1)
      if (name !== undefined) yield name
    }
  }
}
