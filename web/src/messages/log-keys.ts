/** The keyboard in the log: up and down from message to message, a key for each thing that can be done, Escape back to the composer. */
import { writingOf } from '../composer/writing.ts'
import type { LogParts } from './log-parts.ts'
import { actionsFor } from './message-actions.ts'
import type { Row } from './rows.ts'

interface Log {
  readonly parts: () => LogParts
  readonly rows: () => readonly Row[]
  /** The last row that can be seen. */
  readonly lastSeen: () => number
  /** Brings a row into view and gives it the keyboard. */
  readonly focusRow: (index: number) => void
}

const steps: Readonly<Record<string, -1 | 1>> = { ArrowUp: -1, ArrowDown: 1 }

export function pressed(event: KeyboardEvent, log: Log): void {
  if (event.ctrlKey || event.metaKey || event.altKey || !(event.target instanceof HTMLElement)) return
  if (event.key === 'Escape') {
    event.preventDefault()
    writingOf(log.parts().view).wanted.value++
    return
  }
  // Inside of a message its own buttons and blocks have the keys.
  const isRow = event.target.matches('article')
  if (!isRow && event.target !== event.currentTarget) return
  const index = isRow ? indexOf(log.rows(), event.target.dataset['message']) : null
  const step = steps[event.key]
  if (step !== undefined) {
    const next = nextMessage(
      log.rows(),
      index === null ? log.lastSeen() + (step === -1 ? 1 : 0) : index,
      step,
    )
    event.preventDefault()
    if (next !== null) log.focusRow(next)
    return
  }
  const row = index === null ? undefined : log.rows()[index]
  if (row?.kind !== 'message') return
  const action = actionsFor(row.message, log.parts()).find(({ key }) => key === event.key)
  if (action === undefined) return
  event.preventDefault()
  action.run(row.message, log.parts())
}

function indexOf(rows: readonly Row[], id: string | undefined): number | null {
  const index = rows.findLastIndex((row) => row.kind === 'message' && row.message.id === id)
  return index === -1 ? null : index
}

function nextMessage(rows: readonly Row[], from: number, step: -1 | 1): number | null {
  for (let index = from + step; index >= 0 && index < rows.length; index += step)
    if (rows[index]?.kind === 'message') return index
  return null
}
