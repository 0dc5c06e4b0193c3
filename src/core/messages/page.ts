/** How much of what is read goes into one answer: as many messages as were asked for, and no more bytes than a client may have waiting. */
import type { Message } from '../types.ts'

/** What a message costs besides its text, whatever a door writes around it. */
const around = 256
/** What a door says of a file: its name, its addresses, its preview. */
const ofFile = 1024
/** The same of a link, whose texts are short. */
const ofPreview = 2048
/** Of the bytes that may wait for a client: the rest is for what arrives meanwhile, and for what doors make of a text. */
const share = 4

/** What it has to tell, whatever a door writes around it. */
export function bytesOfMessage({
  text,
  uploads,
  previews,
}: Pick<Message, 'text' | 'uploads' | 'previews'>): number {
  return Buffer.byteLength(text) + uploads.length * ofFile + previews.length * ofPreview
}

/** As much from the first on as fits, and never nothing. */
export function fitting<Item>(
  items: readonly Item[],
  { outboxBytes, bytesOf }: { readonly outboxBytes: number; readonly bytesOf: (item: Item) => number },
): readonly Item[] {
  let left = outboxBytes / share
  const end = items.findIndex((item, index) => {
    left -= around + bytesOf(item)
    return left < 0 && index > 0
  })
  return end === -1 ? items : items.slice(0, end)
}

/** The same from the last one back. */
export function fittingFromEnd<Item>(
  items: readonly Item[],
  budget: { readonly outboxBytes: number; readonly bytesOf: (item: Item) => number },
): readonly Item[] {
  return fitting(items.toReversed(), budget).toReversed()
}
