/** Every figure of `/metrics` that is this server's own, and whom it is read from; docs/metrics.md says what each is good for. */
import type { UploadBytes } from '../blobs/uploads.ts'
import type { Hub } from '../fanout/hub.ts'
import type { Figure, Sample } from '../observe/metrics.ts'
import type { Door } from '../protocols/protocol.ts'
import type { OpenStore } from '../store/open-store.ts'
import type { Effects } from './effects.ts'
import type { Cluster } from './cluster/cluster.ts'
import { clusterFigures } from './cluster/figures.ts'
import type { LeasedWebhooks } from './leased-webhooks.ts'
import type { CommandCounts } from './measured.ts'
import { countSignIns } from './sign-in-ways.ts'

export interface Counted {
  readonly version: string
  readonly hub: Pick<Hub, 'users' | 'counters' | 'clientsByDoor'>
  readonly store: Pick<OpenStore, 'counters'>
  readonly doors: () => Iterable<Pick<Door, 'name' | 'queuedBytes'>>
  readonly commands: CommandCounts
  readonly webhooks: Pick<LeasedWebhooks, 'counters'>
  readonly effects: Pick<Effects, 'pushCounters' | 'previewCounters'>
  readonly uploads: Pick<UploadBytes, 'scanner'>
  readonly cluster: Pick<Cluster, 'bus' | 'counters'> | null
}

export function figuresOf(counted: Counted): readonly Figure[] {
  return [
    {
      name: 'parlance_build',
      kind: 'gauge',
      labels: ['version'],
      help: 'Always 1; the label tells which version runs.',
      read: () => [{ labels: { version: counted.version }, value: 1 }],
    },
    ...peopleFigures(counted),
    ...messageFigures(counted),
    ...waitingFigures(counted),
    ...commandFigures(counted),
    ...webhookFigures(counted),
    pushFigure(counted),
    previewFigure(counted),
    scanFigure(counted),
    ...clusterFigures(counted.cluster),
  ]
}

function peopleFigures({ hub, doors }: Counted): readonly Figure[] {
  return [
    {
      name: 'parlance_connections',
      kind: 'gauge',
      labels: ['door'],
      help: 'Connections open now, by door.',
      read: () => connectionsByDoor(hub, doors()),
    },
    {
      name: 'parlance_users_online',
      kind: 'gauge',
      labels: [],
      help: 'Users with at least one client here, guests included.',
      read: () => [{ value: hub.users.size }],
    },
    {
      name: 'parlance_outbox_bytes',
      kind: 'gauge',
      labels: ['door'],
      help: 'Bytes sent to clients that have not left this process, by door.',
      read: () => Array.from(doors(), (door) => ({ ...doorLabel(door.name), value: door.queuedBytes() })),
    },
    {
      name: 'parlance_events_total',
      kind: 'counter',
      labels: [],
      help: 'Events (messages, people joining, …) handed to the clients they are for.',
      read: () => [{ value: hub.counters().events }],
    },
    {
      name: 'parlance_deliveries_total',
      kind: 'counter',
      labels: [],
      help: 'How often an event was given to a client.',
      read: () => [{ value: hub.counters().deliveries }],
    },
  ]
}

function messageFigures({ store }: Counted): readonly Figure[] {
  return [
    {
      name: 'parlance_messages_appended_total',
      kind: 'counter',
      labels: ['kind'],
      help: 'Messages stored, by kind.',
      read: () =>
        Object.entries(store.counters().kinds).map(([kind, value]) => ({ labels: { kind }, value })),
    },
    {
      name: 'parlance_messages_repeated_total',
      kind: 'counter',
      labels: [],
      help: 'Messages sent again under a tag that was used before, and not stored twice.',
      read: () => [{ value: store.counters().repeated }],
    },
    {
      name: 'parlance_append_seconds',
      kind: 'durations',
      help: 'Seconds from asking for messages or changes to be stored to their durable commit: the longest of those asked together.',
      read: () => store.counters().took,
    },
  ]
}

function waitingFigures({ store }: Counted): readonly Figure[] {
  const gauge = { kind: 'gauge', labels: [] } as const
  return [
    {
      name: 'parlance_append_queue_messages',
      ...gauge,
      help: 'Messages and changes waiting to be stored.',
      read: () => [{ value: store.counters().waiting }],
    },
    {
      name: 'parlance_append_queue_bytes',
      ...gauge,
      help: 'Bytes of the text of those that are waiting to be stored.',
      read: () => [{ value: store.counters().waitingBytes }],
    },
    {
      name: 'parlance_database_requests',
      ...gauge,
      help: 'Requests of any kind on their way to the database.',
      read: () => [{ value: store.counters().requests }],
    },
  ]
}

function commandFigures({ commands }: Counted): readonly Figure[] {
  return [
    {
      name: 'parlance_commands_total',
      kind: 'counter',
      labels: ['command', 'result'],
      help: 'Commands run, by name and result: ok, or the code of the refusal.',
      read: function* () {
        for (const { count: value, ...labels } of commands.read()) yield { labels, value }
      },
    },
    {
      name: 'parlance_sign_ins_total',
      kind: 'counter',
      labels: ['way', 'result'],
      help: 'Sign-ins by way (password, certificate, scram, token, guest) and result (ok, refused).',
      read: function* () {
        for (const [way, { ok, refused }] of countSignIns(commands)) {
          yield { labels: { way, result: 'ok' }, value: ok }
          yield { labels: { way, result: 'refused' }, value: refused }
        }
      },
    },
  ]
}

function webhookFigures({ webhooks }: Counted): readonly Figure[] {
  return [
    {
      name: 'parlance_webhook_requests_total',
      kind: 'counter',
      labels: ['result'],
      help: 'Requests to webhooks by result: taken, failed (and sent again), or given up after a day.',
      read() {
        const { taken, failed, givenUp } = webhooks.counters()
        const counts = { taken, failed, 'given-up': givenUp }
        return Object.entries(counts).map(([result, value]) => ({ labels: { result }, value }))
      },
    },
    {
      name: 'parlance_webhooks_failing',
      kind: 'gauge',
      labels: [],
      help: 'Webhooks whose last request was not taken.',
      read: () => [{ value: webhooks.counters().failing }],
    },
  ]
}

function pushFigure({ effects }: Counted): Figure {
  return {
    name: 'parlance_push_requests_total',
    kind: 'counter',
    labels: ['result'],
    help: 'Pushes to browsers by result: sent, failed (and tried again), lost, or gone (the browser takes no more).',
    read: () =>
      Object.entries(effects.pushCounters()).map(([result, value]) => ({ labels: { result }, value })),
  }
}

function previewFigure({ effects }: Counted): Figure {
  return {
    name: 'parlance_previews_total',
    kind: 'counter',
    labels: ['result'],
    help: 'Links by what was made of them: found, nothing (to show), or passed-over (too many at once).',
    read() {
      const { found, nothing, passedOver } = effects.previewCounters()
      const results = { found, nothing, 'passed-over': passedOver }
      return Object.entries(results).map(([result, value]) => ({ labels: { result }, value }))
    },
  }
}

function scanFigure({ uploads }: Counted): Figure {
  return {
    name: 'parlance_upload_scans_total',
    kind: 'counter',
    labels: ['result'],
    help: 'Files by what the scanner said: clean, infected, too-large (for its own limits), or failed (it did not answer).',
    read() {
      const { clean, infected, tooLarge, failed } = uploads.scanner.counters()
      const results = { clean, infected, 'too-large': tooLarge, failed }
      return Object.entries(results).map(([result, value]) => ({ labels: { result }, value }))
    },
  }
}

function doorLabel(door: string): Pick<Sample, 'labels'> {
  return { labels: { door } }
}

/** Doors without anybody, too. */
function connectionsByDoor(
  hub: Counted['hub'],
  doors: Iterable<{ readonly name: string }>,
): readonly Sample[] {
  const clients = hub.clientsByDoor()
  const names = new Set([...Array.from(doors, ({ name }) => name), ...clients.keys()])
  return Array.from(names, (name) => ({ ...doorLabel(name), value: clients.get(name) ?? 0 }))
}
