/** What was said in a channel: a list as long as it likes, of which only what is seen is drawn. */
import type { VNode } from 'preact'
import { useLayoutEffect, useMemo, useRef } from 'preact/hooks'
import { useApp, useWords } from '../state/app.ts'
import type { ChannelView } from '../state/channel-view.ts'
import { lazily } from '../parts/lazily.tsx'
import { Announcer } from './announcer.tsx'
import { pressed } from './log-keys.ts'
import { DayLine } from './day-line.tsx'
import { LogController } from './log-controller.ts'
import { MessageRow } from './message-row.tsx'
import { NewestButton } from './newest-button.tsx'
import { NewLine } from './new-line.tsx'
import { OtherDay } from './other-day.tsx'
import type { Row } from './rows.ts'
import './message-log.css'

const Viewer = lazily(async () => (await import('../files/viewer.tsx')).Viewer)

export function MessageLog({ channel }: { readonly channel: ChannelView }) {
  // Another channel, another log: nothing of the place in the one before stays.
  return <Log key={channel.ref.id} channel={channel} />
}

function Log({ channel }: { readonly channel: ChannelView }) {
  const app = useApp()
  const { t } = useWords()
  const log = useMemo(() => new LogController(channel, app), [channel])
  const scroller = useRef<HTMLDivElement>(null)
  const space = useRef<HTMLDivElement>(null)
  const drawn = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    if (scroller.current === null || space.current === null || drawn.current === null) return
    return log.attach({ scroller: scroller.current, space: space.current, drawn: drawn.current })
  }, [log])
  return (
    <section class="message-log" aria-label={t('message.log')}>
      <div
        ref={scroller}
        class="message-log__scroller"
        role="log"
        aria-live="off"
        aria-label={t('message.log')}
        tabIndex={0}
        onKeyDown={(event) => pressed(event, log.keys)}
      >
        <Beginning log={log} />
        <div ref={space} class="message-log__space">
          <div ref={drawn} class="message-log__drawn">
            <Rows log={log} />
          </div>
        </div>
      </div>
      <NewestButton log={log} />
      <OtherDay log={log.parts} />
      {log.parts.viewing.value !== null && <Viewer log={log.parts} />}
      <Announcer log={log.parts} />
    </section>
  )
}

/** Where there are no messages: why. */
function Beginning({ log }: { readonly log: LogController }) {
  const { t } = useWords()
  const { messages, hasOlder, state } = log.parts.view
  if (state.value === 'coming' || hasOlder.value || messages.value.length > 0) return null
  return <p class="message-log__empty">{t(state.value === 'away' ? 'message.away' : 'message.empty')}</p>
}

function Rows({ log }: { readonly log: LogController }) {
  const { first, last } = log.scroller.range.value
  const rows = log.rows.value
  const kept = useRef<ReadonlyMap<string, Drawn>>(new Map())
  useLayoutEffect(() => log.drawn({ first, last }))
  const before = kept.current
  const now = new Map<string, Drawn>()
  const elements = rows.slice(first, last).map((row) => {
    const known = before.get(row.key)
    const drawn = known?.row === row ? known : { row, element: drawRow(row, log) }
    now.set(row.key, drawn)
    return drawn.element
  })
  kept.current = now
  return <>{elements}</>
}

interface Drawn {
  readonly row: Row
  readonly element: VNode
}

function drawRow(row: Row, { parts }: LogController): VNode {
  return (
    <div key={row.key} class="message-log__row" data-key={row.key}>
      {row.kind === 'day' && <DayLine at={row.at} log={parts} />}
      {row.kind === 'new' && <NewLine />}
      {row.kind === 'message' && <MessageRow row={row} log={parts} />}
    </div>
  )
}
