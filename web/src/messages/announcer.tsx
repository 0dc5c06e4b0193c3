/** Reads out what others say while it arrives, and nothing else: rows that come into view by scrolling are not news. */
import { signal, useSignalEffect, type ReadonlySignal } from '@preact/signals'
import { useMemo, useRef } from 'preact/hooks'
import type { ShownMessage } from '../state/channel-view.ts'
import type { LogParts } from './log-parts.ts'
import { spokenOf } from './spoken.ts'

const mostRead = 5

export function Announcer({ log }: { readonly log: LogParts }) {
  const { messages, self, hasNewer } = log.view
  const spoken = useMemo(() => signal<readonly { key: string; text: string }[]>([]), [log])
  const known = useRef<number | null>(null)
  useSignalEffect(() => {
    const newest = newestPosition(messages)
    const before = known.current
    known.current = Math.max(newest, before ?? 0)
    if (before === null || before === 0 || newest <= before || hasNewer.value) return
    const fresh = messages.value
      .slice(-mostRead)
      .filter(({ position, author, kind }) => position > before && author.id !== self.id && kind !== 'tags')
    spoken.value = [...spoken.peek(), ...fresh.map((message) => line(message, log))].slice(-mostRead)
  })
  return (
    <div class="unseen" aria-live="polite">
      {spoken.value.map(({ key, text }) => (
        <p key={key}>{text}</p>
      ))}
    </div>
  )
}

function newestPosition(messages: ReadonlySignal<readonly ShownMessage[]>): number {
  return messages.value.findLast(({ pending }) => pending === undefined)?.position ?? 0
}

function line(message: ShownMessage, log: LogParts): { key: string; text: string } {
  return {
    key: message.id,
    text: `${message.author.name}: ${spokenOf(message, log).slice(0, 300)}`,
  }
}
