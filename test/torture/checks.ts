/** What must be true of the database after a server was killed, whatever moment it was. Answers what is not. */
import type { Kept, Ledger } from './ledger.ts'
import type { Sender } from './sender.ts'
import type { Stored, StoredMessage } from './stored.ts'

export interface Round {
  readonly stored: Stored
  readonly ledgers: readonly Ledger[]
  readonly senders: readonly Sender[]
  /** How many messages, edits and deletions every place has had so far; brought up to date. */
  readonly changes: Map<string, number>
}

export function faultsOf(round: Round): readonly string[] {
  const { stored } = round
  return [
    ...(stored.integrity === 'ok' ? [] : [`integrity: ${stored.integrity}`]),
    ...strangers(round),
    ...round.ledgers.flatMap((ledger) => settleLedger(ledger, round)),
    ...positionFaults(round),
    ...round.senders.flatMap((sender) => seenFaults(sender, stored)),
  ]
}

function strangers({ stored, ledgers }: Round): string[] {
  const known = new Set(ledgers.map(({ name }) => name))
  return stored.messages
    .filter(({ author }) => !known.has(author))
    .map(({ author }) => `somebody unknown wrote: ${author}`)
}

function settleLedger(ledger: Ledger, { stored, changes }: Round): string[] {
  const found: Kept[] = stored.messages
    .filter(({ author }) => author === ledger.name)
    .map(({ place, text }) => ({ place, text }))
  const count = ledger.stepsIn(found)
  if (count === null) return [differences(ledger, found)]
  for (const step of ledger.steps.slice(0, count)) {
    if (step.kind !== 'switch') changes.set(step.place, (changes.get(step.place) ?? 0) + 1)
  }
  ledger.settle(found)
  return []
}

function differences(ledger: Ledger, found: readonly Kept[]): string {
  const wanted = ledger.after(ledger.acknowledged)
  const index = wanted.findIndex(
    ({ place, text }, at) => place !== found[at]?.place || text !== found[at]?.text,
  )
  const at = index === -1 ? wanted.length : index
  const [want, have] = [wanted, found].map((list) => JSON.stringify(list.slice(at, at + 3)).slice(0, 400))
  return `${ledger.name}: ${wanted.length} acknowledged, ${found.length} stored; from ${at} on wanted ${want}, found ${have}`
}

/** Every message, edit and deletion takes one position, none is left out, none is used twice. */
function positionFaults({ stored, changes }: Round): string[] {
  const faults: string[] = []
  for (const [place, last] of stored.lastPositions) {
    const wanted = changes.get(place) ?? 0
    if (last !== wanted) faults.push(`${place}: ${wanted} changes, but the last position is ${last}`)
    const here = stored.messages.filter((message) => message.place === place)
    const positions = here.flatMap(({ position, changed }) =>
      changed === position ? [position] : [position, changed],
    )
    if (new Set(positions).size !== positions.length) faults.push(`${place}: a position was used twice`)
    if (positions.some((position) => position < 1 || position > last))
      faults.push(`${place}: a position out of range`)
    if (here.some(({ position }, index) => position <= (here[index - 1]?.position ?? 0)))
      faults.push(`${place}: positions are not in the order of storing`)
  }
  return faults
}

/** Whatever anybody was shown is stored, and was shown in the order of positions. */
function seenFaults(sender: Sender, stored: Stored): string[] {
  const faults: string[] = []
  const byText = new Map(stored.messages.map((message) => [message.text, message]))
  for (const [place, texts] of sender.seen) {
    let last = 0
    for (const text of texts) {
      const message = byText.get(text)
      // Edited or deleted since: the ledgers account for it.
      if (message === undefined) continue
      const at = shownAt(message)
      if (message.place !== place) faults.push(`${text} was shown in ${place} and is in ${message.place}`)
      if (at <= last) faults.push(`${text} was shown after position ${last}, but has ${at}`)
      last = at
    }
  }
  return faults
}

function shownAt({ edited, changed, position }: StoredMessage): number {
  return edited ? changed : position
}
