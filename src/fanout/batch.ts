/** What nodes say to each other, as JSON and back: batches of notices, each with its place in the order of its node. */
import type { ChatEvent } from '../core/events.ts'
import type { NodeId, NodeOrder, UserId } from '../core/types.ts'
import { branded } from '../lib/brand.ts'

/** A user's first client has come to the node, or the last one has gone. `version`: the number of such changes there, with this one. */
export interface PresenceNotice {
  readonly user: UserId
  readonly here: boolean
  readonly version: number
}

export type Notice =
  { readonly fact: ChatEvent } | { readonly presence: PresenceNotice } | { readonly order: NodeOrder }

export interface Batch {
  readonly node: NodeId
  /** The first batch of a node is 1. */
  readonly number: number
  readonly notices: readonly Notice[]
}

/** How much of a batch is not its notices: braces, the node, the number. */
const envelope = 200

/** Notices written as JSON, in as few groups as fit into `limit` bytes each. What does not fit alone is left out, and counted. */
export function groupNotices(
  notices: readonly Notice[],
  limit: number,
): { readonly groups: readonly string[]; readonly tooLarge: number } {
  const room = limit - envelope
  const groups: string[] = []
  let group: string[] = []
  let [size, tooLarge] = [0, 0]
  for (const text of notices.map((notice) => JSON.stringify(notice))) {
    const bytes = Buffer.byteLength(text) + 1
    if (bytes > room) {
      tooLarge += 1
      continue
    }
    if (size + bytes > room) {
      groups.push(group.join(','))
      group = []
      size = 0
    }
    group.push(text)
    size += bytes
  }
  if (group.length > 0) groups.push(group.join(','))
  return { groups, tooLarge }
}

/** `notices`: one of the groups of `groupNotices`. */
export function writeBatch(node: NodeId, number: number, notices: string): string {
  return `{"node":${JSON.stringify(node)},"number":${number},"notices":[${notices}]}`
}

/** `null`: nothing that a node would say. Nodes are trusted to mean what they say, not to be free of faults. */
export function readBatch(text: string): Batch | null {
  const read = parsed(text)
  if (!isRecord(read) || typeof read['node'] !== 'string' || !Array.isArray(read['notices'])) return null
  const { number } = read
  if (typeof number !== 'number' || !Number.isSafeInteger(number) || number < 1) return null
  const notices: readonly unknown[] = read['notices']
  return notices.every(isNotice) ? { node: branded(read['node']), number, notices } : null
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}

/** As far as whoever takes it could stumble; what is in it was written from the same type. */
function isNotice(value: unknown): value is Notice {
  if (!isRecord(value)) return false
  const { fact, presence, order } = value
  if (isRecord(fact)) return typeof fact['type'] === 'string' && Array.isArray(fact['audience'])
  if (isRecord(presence))
    return typeof presence['user'] === 'string' && typeof presence['version'] === 'number'
  return isRecord(order) && typeof order['is'] === 'string'
}
