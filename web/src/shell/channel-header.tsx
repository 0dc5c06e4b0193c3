/** The head of a channel: what it is called and about, and what stands beside it. */
import { Lock, Pin, Search, SlidersHorizontal, UserPlus, Users } from 'lucide'
import type { WireOwnChannel } from '../../../src/protocols/api/wire.ts'
import { IconButton } from '../parts/button.tsx'
import { Icon } from '../parts/icon.tsx'
import { Presence } from '../parts/presence.tsx'
import { narrow, useMedia } from '../parts/use-media.ts'
import { useWords } from '../state/app.ts'
import { useClient } from '../state/client-context.ts'
import { otherOf, titleOf } from '../state/own-channels.ts'
import { toggleSide } from './keys.ts'
import { DrawerButton } from './page-head.tsx'
import './channel-header.css'

export function ChannelHeader({ own }: { readonly own: WireOwnChannel }) {
  const { channel } = own
  return (
    <header class="main__head">
      <DrawerButton />
      {channel.kind === 'direct' ? <DirectTitle own={own} /> : <ChannelTitle own={own} />}
      <Tools own={own} />
    </header>
  )
}

function ChannelTitle({ own: { channel } }: { readonly own: WireOwnChannel }) {
  const { t } = useWords()
  const client = useClient()
  const edit = () => {
    client.overlay.value = { is: 'edit-channel', channel: channel.id }
  }
  return (
    <div class="channel-header">
      <h1 class="main__title">
        {channel.kind === 'private' && (
          <span title={t('nav.private')}>
            <Icon node={Lock} />{' '}
          </span>
        )}
        <bdi>#{channel.name}</bdi>
      </h1>
      <button class="channel-header__topic" title={channel.topic} onClick={edit}>
        <bdi>{channel.topic === '' ? t('header.topic-none') : channel.topic}</bdi>
      </button>
    </div>
  )
}

function DirectTitle({ own: { channel } }: { readonly own: WireOwnChannel }) {
  const client = useClient()
  const { t } = useWords()
  const self = client.self.value?.id ?? ''
  const other = otherOf(channel, self)
  const name = titleOf(channel, self)
  return (
    <div class="channel-header">
      <h1 class="main__title">
        <button class="channel-header__person" onClick={() => client.showPerson(name)}>
          <Presence online={other !== null && client.chat.isOnline(other.id)} />
          <bdi>{name}</bdi>
        </button>
      </h1>
      {other?.id === self && <p class="channel-header__topic">{t('header.you')}</p>}
    </div>
  )
}

function Tools({ own: { channel } }: { readonly own: WireOwnChannel }) {
  const client = useClient()
  const { t } = useWords()
  const isNarrow = useMedia(narrow)
  const side = client.side.value
  const isDirect = channel.kind === 'direct'
  const open = (is: 'edit-channel' | 'invite') => () => {
    client.overlay.value = { is, channel: channel.id }
  }
  const toggle = (which: 'members' | 'search' | 'pins') => ({
    'aria-pressed': side === which,
    onClick: () => toggleSide(client, which),
  })
  return (
    <div class="channel-header__tools">
      {!isDirect && !isNarrow && (
        <IconButton icon={UserPlus} label={t('header.invite')} onClick={open('invite')} />
      )}
      {(!isNarrow || isDirect) && <IconButton icon={Pin} label={t('header.pins')} {...toggle('pins')} />}
      <IconButton icon={Search} label={t('header.search')} {...toggle('search')} />
      {!isDirect && <IconButton icon={Users} label={t('header.members')} {...toggle('members')} />}
      <IconButton icon={SlidersHorizontal} label={t('header.edit')} onClick={open('edit-channel')} />
    </div>
  )
}
