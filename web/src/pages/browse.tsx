/** Every channel one may know of, and those one is invited to. */
import { useSignal } from '@preact/signals'
import { Plus } from 'lucide'
import { useEffect } from 'preact/hooks'
import type { WireChannel, WireListedChannel } from '../../../src/protocols/api/wire.ts'
import { Button, IconButton } from '../parts/button.tsx'
import { Check, Field } from '../parts/field.tsx'
import { useTask } from '../parts/form.tsx'
import { Link } from '../parts/link.tsx'
import { narrow, useMedia } from '../parts/use-media.ts'
import { PageHead } from '../shell/page-head.tsx'
import { useWords } from '../state/app.ts'
import { useClient } from '../state/client-context.ts'
import './browse.css'

export function Browse() {
  const client = useClient()
  const { t } = useWords()
  const listed = useSignal<readonly WireListedChannel[] | null>(null)
  const invited = useSignal<readonly WireChannel[]>([])
  const isNarrow = useMedia(narrow)
  const joined = client.channels.value.length
  const isOpen = client.connection.state.value.is === 'open'
  useEffect(() => {
    if (!isOpen) return
    const load = async () => {
      listed.value = (await client.call('channel.list', {})).channels
      invited.value = (await client.call('channel.list-invitations', {})).channels
    }
    load().catch(client.complain)
  }, [joined, isOpen])
  const create = () => {
    client.overlay.value = { is: 'create-channel' }
  }
  return (
    <main class="main" id="main">
      <PageHead title={t('browse.title')}>
        {isNarrow ? (
          <IconButton icon={Plus} label={t('nav.create')} onClick={create} />
        ) : (
          <Button icon={Plus} onClick={create}>
            {t('nav.create')}
          </Button>
        )}
      </PageHead>
      <div class="main__scroll">
        <div class="main__column">
          <Invitations channels={invited.value} />
          {listed.value !== null && <Found channels={listed.value} />}
        </div>
      </div>
    </main>
  )
}

function Invitations({ channels }: { readonly channels: readonly WireChannel[] }) {
  const { t } = useWords()
  if (channels.length === 0) return null
  return (
    <section>
      <h2>{t('browse.invitations')}</h2>
      <ul class="browse">
        {channels.map(({ id, name, topic }) => (
          <li key={id} class="browse__row">
            <Described name={name} topic={topic} />
            <JoinButton id={id} name={name} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function Found({ channels }: { readonly channels: readonly WireListedChannel[] }) {
  const { t } = useWords()
  const wanted = useSignal('')
  const old = useSignal(false)
  const words = wanted.value.toLowerCase().replace(/^#/, '')
  const found = channels.filter(
    ({ name, topic, archived }) =>
      (old.value || !archived) && `${name} ${topic}`.toLowerCase().includes(words),
  )
  return (
    <>
      <div class="browse__find">
        <Field
          label={t('browse.find')}
          type="search"
          value={wanted.value}
          onInput={(text) => (wanted.value = text)}
          autoFocus
        />
        <Check label={t('browse.show-archived')} checked={old.value} onChange={(is) => (old.value = is)} />
      </div>
      <p role="status" class="browse__note">
        {found.length === 0 && t(channels.length === 0 ? 'browse.empty' : 'browse.none')}
      </p>
      <ul class="browse">
        {found.slice(0, 500).map((channel) => (
          <Listed key={channel.id} channel={channel} />
        ))}
      </ul>
    </>
  )
}

function Listed({
  channel: { id, name, topic, members, joined, archived },
}: {
  readonly channel: WireListedChannel
}) {
  const { t, n } = useWords()
  const facts = [
    n('browse.members', members),
    archived ? t('nav.archived') : '',
    joined ? t('browse.joined') : '',
  ]
  return (
    <li class="browse__row">
      <Described name={name} topic={topic} facts={facts.filter(Boolean).join(' · ')} />
      {!joined && !archived && <JoinButton id={id} name={name} />}
    </li>
  )
}

interface DescribedProps {
  readonly name: string
  readonly topic: string
  readonly facts?: string
}

function Described({ name, topic, facts = '' }: DescribedProps) {
  return (
    <div class="browse__about">
      <Link to={`/c/${encodeURIComponent(name)}`} class="browse__name">
        <bdi>#{name}</bdi>
      </Link>
      {topic !== '' && <p>{topic}</p>}
      {facts !== '' && <small>{facts}</small>}
    </div>
  )
}

function JoinButton({ id, name }: { readonly id: string; readonly name: string }) {
  const client = useClient()
  const { t } = useWords()
  const { busy, problem, run } = useTask(async () => {
    await client.call('channel.join', { channel: id })
    await client.chat.addChannel(id)
    void client.chat.countInvitations()
    client.go(`/c/${encodeURIComponent(name)}`)
  })
  return (
    <div class="browse__join">
      <Button disabled={busy} onClick={() => void run()} aria-label={`${t('channel.join')} #${name}`}>
        {t('channel.join')}
      </Button>
      {problem !== '' && <p role="alert">{problem}</p>}
    </div>
  )
}
