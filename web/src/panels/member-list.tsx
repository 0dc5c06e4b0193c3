/** The members of a channel: five thousand of them too, as only those in sight are drawn. */
import { useSignal } from '@preact/signals'
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks'
import type { WireMember } from '../../../src/protocols/api/wire.ts'
import { Avatar } from '../parts/avatar.tsx'
import { Field } from '../parts/field.tsx'
import { Presence } from '../parts/presence.tsx'
import { useWords } from '../state/app.ts'
import type { ChannelView } from '../state/channel-view.ts'
import { useClient } from '../state/client-context.ts'
import { rollOf, type RollRow } from './roll.ts'
import { panelWords } from '../words/en/panels.ts'
import './member-list.css'

const rowHeight = 44
const beyond = 8

export function MemberList({ view }: { readonly view: ChannelView }) {
  const client = useClient()
  const { t } = useWords(panelWords)
  const wanted = useSignal('')
  const members = view.members.value
  const online = client.online.value
  const rows = useMemo(() => rollOf(members, online, wanted.value), [members, online, wanted.value])
  return (
    <div class="member-list">
      {members.length > 12 && (
        <div class="member-list__find">
          <Field
            bare
            type="search"
            label={t('members.find')}
            placeholder={t('members.find')}
            value={wanted.value}
            onInput={(text) => (wanted.value = text)}
          />
        </div>
      )}
      {rows.length === 0 && members.length > 0 && <p class="side-panel__note">{t('members.none')}</p>}
      <Rows rows={rows} wanted={wanted.value} />
    </div>
  )
}

function Rows({ rows, wanted }: { readonly rows: readonly RollRow[]; readonly wanted: string }) {
  const { t } = useWords()
  const box = useRef<HTMLDivElement>(null)
  // What is found is looked at from the first on.
  useLayoutEffect(() => box.current?.scrollTo(0, 0), [wanted])
  const { first, last } = useSight(box, rows.length)
  return (
    <div class="member-list__box" ref={box}>
      <ul
        class="member-list__all"
        aria-label={t('members.title')}
        style={{ blockSize: `${rows.length * rowHeight}px`, paddingBlockStart: `${first * rowHeight}px` }}
      >
        {rows.slice(first, last).map((row) => (
          <Row key={row.is === 'title' ? String(row.here) : row.member.user.id} row={row} />
        ))}
      </ul>
    </div>
  )
}

/** Which rows are in sight. */
function useSight(box: { readonly current: HTMLDivElement | null }, count: number) {
  const [sight, setSight] = useState({ top: 0, height: 800 })
  useEffect(() => {
    const element = box.current
    if (element === null) return
    const look = () => setSight({ top: element.scrollTop, height: element.clientHeight })
    const sizes = new ResizeObserver(look)
    sizes.observe(element)
    element.addEventListener('scroll', look, { passive: true })
    return () => {
      sizes.disconnect()
      element.removeEventListener('scroll', look)
    }
  }, [box])
  const first = Math.max(0, Math.min(Math.floor(sight.top / rowHeight) - beyond, count - 1))
  return { first, last: Math.ceil((sight.top + sight.height) / rowHeight) + beyond }
}

function Row({ row }: { readonly row: RollRow }) {
  const { n } = useWords(panelWords)
  if (row.is === 'title')
    return <li class="member-list__title">{n(row.here ? 'members.here' : 'members.away', row.count)}</li>
  return (
    <li class="member-list__row">
      <Person member={row.member} />
    </li>
  )
}

function Person({ member }: { readonly member: WireMember }) {
  const client = useClient()
  const { t } = useWords(panelWords)
  const { user, displayName, role, voiced, bot, awayText } = member
  const isOnline = member.online || client.chat.isOnline(user.id)
  const facts = [
    role === 'member' ? (voiced ? t('role.voice') : '') : t(`role.${role}`),
    bot ? t('members.bot') : '',
    displayName ?? '',
  ].filter(Boolean)
  return (
    <button class="member-list__person" onClick={() => client.showPerson(user.name)}>
      <Avatar id={user.id} name={user.name} />
      <span class="member-list__who">
        <bdi class="member-list__name">{user.name}</bdi>
        {facts.length > 0 && <small>{facts.join(' · ')}</small>}
      </span>
      <Presence online={isOnline} awayText={awayText} />
    </button>
  )
}
