/** What stands beside the messages: members, search, pins; on a narrow page it lies over them. */
import { X } from 'lucide'
import type { ComponentChildren } from 'preact'
import { useEffect } from 'preact/hooks'
import type { WireOwnChannel } from '../../../src/protocols/api/wire.ts'
import { IconButton } from '../parts/button.tsx'
import { Dialog } from '../parts/dialog.tsx'
import { lazily } from '../parts/lazily.tsx'
import { besides, useMedia } from '../parts/use-media.ts'
import { useWords } from '../state/app.ts'
import type { ChannelView } from '../state/channel-view.ts'
import { useClient } from '../state/client-context.ts'
import './side-panel.css'

const MemberList = lazily(async () => (await import('../panels/member-list.tsx')).MemberList)
const SearchPanel = lazily(async () => (await import('../panels/search-panel.tsx')).SearchPanel)
const PinsPanel = lazily(async () => (await import('../panels/pins-panel.tsx')).PinsPanel)

const titles = { members: 'members.title', search: 'search.title', pins: 'pins.title' } as const

interface Shown {
  readonly view: ChannelView
  readonly own: WireOwnChannel
}

export function SidePanel({ view, own }: Shown) {
  const { side } = useClient()
  const isBeside = useMedia(besides)
  useEffect(() => {
    if (!isBeside) side.value = null
  }, [isBeside])
  const which = side.value
  if (which === null || (which === 'members' && own.channel.kind === 'direct')) return null
  const close = () => {
    side.value = null
  }
  return (
    <Frame title={titles[which]} isBeside={isBeside} onClose={close}>
      {which === 'members' && <MemberList view={view} />}
      {which === 'search' && <SearchPanel own={own} />}
      {which === 'pins' && <PinsPanel view={view} />}
    </Frame>
  )
}

interface FrameProps {
  readonly title: (typeof titles)[keyof typeof titles]
  readonly isBeside: boolean
  readonly onClose: () => void
  readonly children: ComponentChildren
}

function Frame({ title, isBeside, onClose, children }: FrameProps) {
  const { t } = useWords()
  const head = (
    <header class="side-panel__head">
      <h2>{t(title)}</h2>
      <IconButton icon={X} label={t('app.close')} onClick={onClose} />
    </header>
  )
  if (!isBeside)
    return (
      <Dialog title={t(title)} look="drawer-end" bare onClose={onClose}>
        <div class="side-panel side-panel--over">
          {head}
          {children}
        </div>
      </Dialog>
    )
  return (
    <aside class="side-panel" aria-label={t(title)} onKeyDown={({ key }) => key === 'Escape' && onClose()}>
      {head}
      {children}
    </aside>
  )
}
