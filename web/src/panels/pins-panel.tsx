/** The pinned messages of a channel. */
import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import type { WireMessage } from '../../../src/protocols/api/wire.ts'
import { besides, useMedia } from '../parts/use-media.ts'
import { useWords } from '../state/app.ts'
import type { ChannelView } from '../state/channel-view.ts'
import { useClient } from '../state/client-context.ts'
import { FoundMessage } from './found-message.tsx'
import { panelWords } from '../words/en/panels.ts'

export function PinsPanel({ view }: { readonly view: ChannelView }) {
  const client = useClient()
  const { t } = useWords(panelWords)
  const isBeside = useMedia(besides)
  const pinned = useSignal<readonly WireMessage[] | null>(null)
  const { ref } = view
  const pins = view.pins.value
  useEffect(() => {
    const load = async () => (await client.call('message.list-pinned', { channel: ref.id })).messages
    load()
      .then((messages) => (pinned.value = messages))
      .catch(client.complain)
  }, [ref.id, pins])
  const gone = () => {
    if (!isBeside) client.side.value = null
  }
  if (pinned.value === null) return null
  if (pinned.value.length === 0) return <p class="side-panel__note">{t('pins.none')}</p>
  return (
    <ul class="side-panel__scroll">
      {pinned.value.map((message) => (
        <FoundMessage key={message.id} channel={ref} message={message} isNamed={false} onGo={gone} />
      ))}
    </ul>
  )
}
