/** Owns sequences of messages that wait: one Buffer for all who are to receive the same. */

/** How many children of one batch are compared before a new one is made. */
const siblingsTried = 8

/**
 * A sequence of messages that are waiting, as the end of a path in a tree: whoever is to receive the same messages in the
 * same order stands at the same batch and later writes the same bytes.
 */
export interface Batch {
  readonly parent: Batch | null
  readonly message: Buffer
  /** Bytes of the whole sequence. */
  readonly length: number
  /** The child made before this one by the same parent. */
  readonly elder: Batch | null
  youngest: Batch | null
  bytes: Buffer | null
}

const nothing = Buffer.alloc(0)

export function emptyRoot(): Batch {
  return { parent: null, message: nothing, length: 0, elder: null, youngest: null, bytes: null }
}

/** The batch of those who wait for what `parent` is, and then for this message. */
export function childFor(parent: Batch, message: Buffer): Batch {
  let child = parent.youngest
  for (let tried = 0; child !== null && tried < siblingsTried; tried += 1) {
    if (child.message === message) return child
    child = child.elder
  }
  const length = parent.length + message.length
  const made = { parent, message, length, elder: parent.youngest, youngest: null, bytes: null }
  parent.youngest = made
  return made
}

export function bytesOf(batch: Batch): Buffer {
  batch.bytes ??= joined(batch)
  return batch.bytes
}

function joined(batch: Batch): Buffer {
  if (batch.message.length === batch.length) return batch.message
  const bytes = Buffer.allocUnsafe(batch.length)
  let end = batch.length
  for (let part: Batch | null = batch; part !== null; part = part.parent) {
    end -= part.message.length
    bytes.set(part.message, end)
  }
  return bytes
}
