/** Masks of channel lists: a user name in which `*` and `?` stand for any characters and any one character. */
import { z } from 'zod'
import { foldName } from '../../lib/fold.ts'
import type { ChannelMask, MaskList } from '../types.ts'

export const maskList = z.enum(['ban', 'exception', 'invitation'])
export const maskText = z
  .string()
  .regex(
    /^[A-Za-z0-9_\-[\]{}\\|^*?]{1,64}$/,
    'a mask is a user name, in which * and ? may stand for other characters',
  )

/** Whether a name is on a list. Linear in the name for each `*`, so that no mask can be made expensive. */
export function isListed(masks: readonly ChannelMask[], list: MaskList, name: string): ChannelMask | null {
  const folded = foldName(name)
  return masks.find((entry) => entry.list === list && matchesMask(foldName(entry.mask), folded)) ?? null
}

export function matchesMask(mask: string, name: string): boolean {
  let at = 0
  let star = -1
  let resume = 0
  let from = 0
  while (from < name.length) {
    const wanted = mask.charAt(at)
    if (wanted === '*') {
      star = at++
      resume = from
    } else if (wanted === '?' || (wanted !== '' && wanted === name.charAt(from))) {
      at++
      from++
    } else if (star !== -1) {
      at = star + 1
      from = ++resume
    } else return false
  }
  while (mask.charAt(at) === '*') at++
  return at === mask.length
}
