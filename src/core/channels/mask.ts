/**
 * Masks of channel lists. `*` and `?` stand for any characters and any one character. A mask is a user name, which fits
 * what somebody goes by and their account alike, or `name!username@host`, or `account:NAME` for whoever is signed in to
 * such an account. An exception that begins with `mute:` is one from the list of mutes only.
 */
import { z } from 'zod'
import { foldName } from '../../lib/fold.ts'
import type { ChannelMask, MaskList, Person } from '../types.ts'

export const maskList = z.enum(['ban', 'exception', 'invitation', 'mute'])

const accountPrefix = 'account:'
const mutePrefix = 'mute:'
const anyHost = '!*@*'

export const maskText = z
  .string()
  .regex(
    /^[^\s\p{C}]{1,200}$/u,
    'a mask is a user name, name!username@host or account:NAME, in which * and ? may stand for other characters',
  )
  .transform(canonicalMask)

/** One spelling for masks that mean the same: `name!*@*` is the name. */
export function canonicalMask(mask: string): string {
  return mask.endsWith(anyHost) && mask.length > anyHost.length ? mask.slice(0, -anyHost.length) : mask
}

/** The entry of a list that fits somebody. Linear in the text for each `*`, so that no mask can be made expensive. */
export function isListed(masks: readonly ChannelMask[], list: MaskList, person: Person): ChannelMask | null {
  return masks.find((entry) => entry.list === list && fits(entry.mask, person)) ?? null
}

/** Whether an exception takes somebody out of a ban or a mute. */
export function isExempt(masks: readonly ChannelMask[], from: 'ban' | 'mute', person: Person): boolean {
  return masks.some(({ list, mask }) => {
    if (list !== 'exception') return false
    if (!mask.startsWith(mutePrefix)) return fits(mask, person)
    return from === 'mute' && fits(mask.slice(mutePrefix.length), person)
  })
}

function fits(mask: string, { name, account, userhost }: Person): boolean {
  if (mask.startsWith(accountPrefix))
    return account !== null && matchesMask(foldName(mask.slice(accountPrefix.length)), foldName(account))
  const folded = foldName(mask)
  if (mask.includes('!') || mask.includes('@')) return matchesMask(folded, foldName(`${name}!${userhost}`))
  // Another name does not lead around a ban: the account stays.
  return matchesMask(folded, foldName(name)) || (account !== null && matchesMask(folded, foldName(account)))
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
