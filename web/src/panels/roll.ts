/** The rows of the list of members: who is here first, by role and name, with a line before each group. Pure. */
import type { WireMember } from '../../../src/protocols/api/wire.ts'
import { channelRoles } from '../state/rights.ts'

export type RollRow =
  | { readonly is: 'title'; readonly here: boolean; readonly count: number }
  | { readonly is: 'member'; readonly member: WireMember }

export function rollOf(
  members: readonly WireMember[],
  online: ReadonlySet<string>,
  wanted: string,
): readonly RollRow[] {
  const words = wanted.trim().toLowerCase()
  const isWanted = ({ user, displayName }: WireMember) =>
    words === '' || `${user.name} ${displayName ?? ''}`.toLowerCase().includes(words)
  const sorted = members.filter(isWanted).toSorted(byRank)
  const isHere = ({ online: then, user }: WireMember) => then || online.has(user.id)
  return [
    ...group(sorted.filter(isHere), true),
    ...group(
      sorted.filter((member) => !isHere(member)),
      false,
    ),
  ]
}

function group(members: readonly WireMember[], here: boolean): readonly RollRow[] {
  if (members.length === 0) return []
  return [
    { is: 'title', here, count: members.length },
    ...members.map((member) => ({ is: 'member', member }) as const),
  ]
}

/** `ann9` before `ann10`. */
const collator = new Intl.Collator(undefined, { numeric: true })

function byRank(one: WireMember, other: WireMember): number {
  const rank = channelRoles.indexOf(other.role) - channelRoles.indexOf(one.role)
  return rank === 0 ? collator.compare(one.user.name, other.user.name) : rank
}
