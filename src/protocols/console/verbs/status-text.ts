/** How the state of the server is shown, to people and to programs. */
import type { PlannedShutdown } from '../../../core/node/shutdown.ts'
import type { Counters } from '../../../core/ports.ts'
import type { NodeSummary } from '../../../core/types.ts'
import { spanText } from '../../../lib/time-text.ts'
import { because, isoText, secondsText, secondText } from '../span.ts'
import { pairs } from '../table.ts'

/** What the core answers to `node.status`. */
export interface Status extends Counters {
  readonly name: string
  readonly version: string
  readonly pid: number
  readonly startedAt: number
  readonly uptimeSeconds: number
  /** Empty where this one is alone. */
  readonly nodes: readonly NodeSummary[]
  readonly doors: Readonly<Record<string, string>>
  readonly users: number
  readonly messages: number
  readonly memoryBytes: number
  readonly shutdown: PlannedShutdown | null
}

export function statusText(status: Status): string {
  const { shutdown } = status
  const end = shutdown === null ? 'none' : `${secondText(shutdown.endsAt)} UTC${because(shutdown.reason)}`
  return pairs([
    ['server', `${status.name} (parlance ${status.version}, process ${status.pid})`],
    ['running for', `${spanText(status.uptimeSeconds * 1000)}, since ${secondText(status.startedAt)} UTC`],
    ...Object.entries(status.doors).map(([door, where]) => [`door ${door}`, where] as const),
    ...status.nodes.map((node) => [`node ${node.name}`, nodeText(node)] as const),
    ['connections', `${status.connections}, signed in ${status.signedIn}`],
    ['users', status.users],
    ['messages', status.messages],
    ['memory', megabytes(status.memoryBytes)],
    ['waiting to be sent', megabytes(status.queuedBytes)],
    ['shutdown', end],
  ])
}

export function statusValue(status: Status) {
  const { shutdown } = status
  return {
    ...status,
    startedAt: isoText(status.startedAt),
    nodes: status.nodes.map((node) => ({ ...node, startedAt: isoText(node.startedAt) })),
    shutdown: shutdown === null ? null : { ...shutdown, endsAt: isoText(shutdown.endsAt) },
  }
}

/** Without a beat for a while: it may be dead. */
function nodeText({ startedAt, users, silentSeconds, isThis }: NodeSummary): string {
  const since = `since ${secondText(startedAt)} UTC, users ${users}`
  if (isThis) return `${since} (this one)`
  return silentSeconds > 0 ? `${since}, silent for ${secondsText(silentSeconds)}` : since
}

function megabytes(bytes: number): string {
  return `${(bytes / 1_048_576).toFixed(1)} MiB`
}
