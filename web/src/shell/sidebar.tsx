/** The list at the side: channels and private conversations with what is unread, and oneself. */
import { Archive, BellOff, Hash, Lock, Plus, Search, Settings, ShieldCheck } from 'lucide'
import type { WireOwnChannel } from '../../../src/protocols/api/wire.ts'
import { Avatar } from '../parts/avatar.tsx'
import { Badge } from '../parts/badge.tsx'
import { Button, IconButton } from '../parts/button.tsx'
import { Icon } from '../parts/icon.tsx'
import { Link } from '../parts/link.tsx'
import { Presence } from '../parts/presence.tsx'
import { useWords } from '../state/app.ts'
import { useClient } from '../state/client-context.ts'
import { otherOf, pathOf, titleOf } from '../state/own-channels.ts'
import { isOperator } from '../state/rights.ts'
import { orderedChannels } from './ordered-channels.ts'
import './sidebar.css'

export function Sidebar() {
  const client = useClient()
  const { t } = useWords()
  return (
    <nav class="sidebar" aria-label={t('nav.label')}>
      <header class="sidebar__head">
        <Link to="/" class="sidebar__server">
          {client.server.value?.name ?? 'Parlance'}
        </Link>
      </header>
      <div class="sidebar__find">
        <Button icon={Search} onClick={() => void (client.overlay.value = { is: 'switcher' })}>
          {t('nav.switch')}
        </Button>
      </div>
      <div class="sidebar__lists">
        <Channels />
        <Directs />
      </div>
      <Oneself />
    </nav>
  )
}

function Channels() {
  const client = useClient()
  const { t, n } = useWords()
  const { channels } = orderedChannels(client.chat)
  const invitations = client.chat.invitations.value
  return (
    <section>
      <div class="sidebar__title">
        <h2>{t('nav.channels')}</h2>
        <IconButton
          icon={Plus}
          label={t('nav.create')}
          onClick={() => void (client.overlay.value = { is: 'create-channel' })}
        />
      </div>
      {channels.length === 0 && <p class="sidebar__none">{t('nav.none')}</p>}
      <ul>
        {channels.map((own) => (
          <Row key={own.channel.id} own={own} />
        ))}
      </ul>
      <Link to="/channels" class="sidebar__more">
        {t('nav.browse')}
        {invitations > 0 && <span class="badge badge--mention">{n('nav.invitations', invitations)}</span>}
      </Link>
    </section>
  )
}

function Directs() {
  const { chat } = useClient()
  const { t } = useWords()
  const { directs } = orderedChannels(chat)
  return (
    <section>
      <div class="sidebar__title">
        <h2>{t('nav.directs')}</h2>
      </div>
      {directs.length === 0 && <p class="sidebar__none">{t('nav.no-directs')}</p>}
      <ul>
        {directs.map((own) => (
          <Row key={own.channel.id} own={own} />
        ))}
      </ul>
    </section>
  )
}

function Row({ own }: { readonly own: WireOwnChannel }) {
  const client = useClient()
  const { channel, membership, unread, mentions } = own
  const self = client.self.value?.id ?? ''
  // Whatever is said in private is for oneself.
  const forMe = channel.kind === 'direct' ? unread : mentions
  const isLoud = unread > 0 && membership.level !== 'none'
  const looks = [
    'sidebar__row',
    isLoud ? 'sidebar__row--unread' : '',
    channel.archivedAt === null ? '' : 'sidebar__row--old',
  ]
  return (
    <li>
      <Link
        to={pathOf(channel, self)}
        class={looks.join(' ')}
        current={client.chat.current.value === channel.id}
      >
        <Mark own={own} />
        <bdi class="sidebar__name">{channel.kind === 'direct' ? titleOf(channel, self) : channel.name}</bdi>
        <Quiet own={own} />
        {membership.level !== 'none' && <Badge unread={unread} mentions={forMe} />}
      </Link>
    </li>
  )
}

function Mark({ own: { channel } }: { readonly own: WireOwnChannel }) {
  const client = useClient()
  const { t } = useWords()
  if (channel.kind === 'direct') {
    const other = otherOf(channel, client.self.value?.id ?? '')
    return <Presence online={other !== null && client.chat.isOnline(other.id)} />
  }
  if (channel.archivedAt !== null) return <Named icon={Archive} name={t('nav.archived')} />
  return channel.kind === 'private' ? <Named icon={Lock} name={t('nav.private')} /> : <Icon node={Hash} />
}

function Quiet({ own }: { readonly own: WireOwnChannel }) {
  const { t } = useWords()
  return own.membership.level === 'none' ? <Named icon={BellOff} name={t('nav.quiet')} /> : null
}

function Named({ icon, name }: { readonly icon: typeof Hash; readonly name: string }) {
  return (
    <span class="sidebar__mark" title={name}>
      <Icon node={icon} />
      <span class="unseen">{name}</span>
    </span>
  )
}

function Oneself() {
  const client = useClient()
  const { t, n } = useWords()
  const self = client.self.value
  const reports = client.chat.reports.value
  if (self === null) return null
  return (
    <footer class="sidebar__self">
      <button class="sidebar__who" onClick={() => client.showPerson(self.name)}>
        <Avatar id={self.id} name={self.name} />
        <span class="sidebar__name">
          <bdi>{self.name}</bdi>
          {self.awayText !== null && <small>{t('here.away', { text: self.awayText })}</small>}
        </span>
      </button>
      {isOperator(self) && (
        <span class="sidebar__moderation">
          <IconButton
            icon={ShieldCheck}
            label={t('nav.moderation')}
            onClick={() => client.go('/moderation')}
          />
          {reports > 0 && <span class="sidebar__alert">{n('nav.reports', reports)}</span>}
        </span>
      )}
      <IconButton icon={Settings} label={t('nav.settings')} onClick={() => client.go('/settings')} />
    </footer>
  )
}
