/** Who somebody is, and what one can do with them. */
import { useSignal } from '@preact/signals'
import { MessageSquare } from 'lucide'
import { useEffect } from 'preact/hooks'
import type { WireMember, WireProfile } from '../../../src/protocols/api/wire.ts'
import { Avatar } from '../parts/avatar.tsx'
import { Button } from '../parts/button.tsx'
import { Dialog } from '../parts/dialog.tsx'
import { Link } from '../parts/link.tsx'
import { Presence } from '../parts/presence.tsx'
import { useWords } from '../state/app.ts'
import { useClient } from '../state/client-context.ts'
import { agoOf, dateOf } from '../words/times.ts'
import { HereActions } from './here-actions.tsx'
import { ServerActions } from './server-actions.tsx'
import { panelWords } from '../words/en/panels.ts'
import './person-card.css'

interface Shown {
  readonly name: string
  readonly onClose: () => void
}

export function PersonCard({ name, onClose }: Shown) {
  const client = useClient()
  const profile = useSignal<WireProfile | null>(null)
  const problem = useSignal('')
  useEffect(() => {
    client
      .call('user.show', { name })
      .then((shown) => (profile.value = shown))
      .catch((error: unknown) => (problem.value = client.wordOf(error)))
  }, [name])
  return (
    <Dialog title={name} onClose={onClose}>
      {problem.value !== '' && <p role="alert">{problem.value}</p>}
      {profile.value !== null && <Card profile={profile.value} />}
    </Dialog>
  )
}

function Card({ profile }: { readonly profile: WireProfile }) {
  const client = useClient()
  const { t } = useWords(panelWords)
  const member = memberHere(client, profile.id)
  return (
    <div class="person-card">
      <Head profile={profile} />
      <Facts profile={profile} />
      <Button look="main" icon={MessageSquare} onClick={() => client.openDirect(profile.name)}>
        {t('person.message')}
      </Button>
      {member !== null && <HereActions {...member} />}
      <ServerActions profile={profile} />
    </div>
  )
}

/** Their place in the channel that is open. */
function memberHere({ chat }: ReturnType<typeof useClient>, user: string) {
  const id = chat.current.value ?? ''
  const own = chat.channels.get(id)
  const members: readonly WireMember[] = chat.heldView(id)?.members.value ?? []
  const member = members.find((each) => each.user.id === user)
  return own === undefined || member === undefined ? null : { own, member }
}

function Head({ profile }: { readonly profile: WireProfile }) {
  const { t } = useWords(panelWords)
  const { id, name, displayName, online, awayText, kind, role, settings } = profile
  const facts = [
    role === 'none' ? '' : t(`server-role.${role}`),
    kind === 'guest' ? t('person.guest') : '',
    settings.bot ? t('person.bot') : '',
  ].filter(Boolean)
  return (
    <div class="person-card__head">
      <Avatar id={id} name={name} large />
      <div>
        {displayName !== null && (
          <p class="person-card__name">
            <bdi>{displayName}</bdi>
          </p>
        )}
        <p class="person-card__presence">
          <Presence online={online} awayText={awayText} />
          <span>
            {awayText !== null ? t('here.away', { text: awayText }) : t(online ? 'here.yes' : 'here.no')}
          </span>
        </p>
        {facts.length > 0 && <p>{facts.join(' · ')}</p>}
      </div>
    </div>
  )
}

function Facts({ profile }: { readonly profile: WireProfile }) {
  const client = useClient()
  const { t, language } = useWords(panelWords)
  const { createdAt, lastSeenAt, online, channels, lastAddress } = profile
  const date = dateOf(createdAt, { language, timeFormat: client.timeFormat.value })
  return (
    <div class="person-card__facts">
      <p>{t('person.since', { date })}</p>
      {!online && <p>{t('person.seen', { ago: agoOf(lastSeenAt, Date.now(), language) })}</p>}
      {lastAddress !== null && (
        <p>
          {t('person.address')}: {lastAddress}
        </p>
      )}
      {channels.length > 0 && (
        <p>
          {t('person.channels')}{' '}
          {channels.slice(0, 20).map((name) => (
            <Link key={name} to={`/c/${encodeURIComponent(name)}`} class="person-card__channel">
              #{name}
            </Link>
          ))}
        </p>
      )}
    </div>
  )
}
