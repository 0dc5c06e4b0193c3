/** The bots of others, page by page, for those with a role on the server: they can be removed. */
import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import type { WireBot } from '../../../../src/protocols/api/wire.ts'
import { Button } from '../../parts/button.tsx'
import { useTask } from '../../parts/form.tsx'
import { Row } from '../../parts/row.tsx'
import { useWords } from '../../state/app.ts'
import { useClient } from '../../state/client-context.ts'
import { momentFor } from '../../state/wording.ts'
import { settingsWords } from '../../words/en/settings.ts'
import { RemoveBot } from './remove-bot.tsx'

const pageLength = 200

export function OthersBots() {
  const client = useClient()
  const { t } = useWords(settingsWords)
  const bots = useSignal<readonly WireBot[]>([])
  const hasMore = useSignal(false)
  const more = useTask(async () => {
    const after = bots.value.at(-1)?.user.name ?? null
    const page = (await client.call('bot.list-all', { after, limit: pageLength })).bots
    bots.value = [...bots.value, ...page]
    hasMore.value = page.length === pageLength
  })
  const isOpen = client.connection.state.value.is === 'open'
  useEffect(() => {
    if (isOpen && bots.value.length === 0) void more.run()
  }, [isOpen])
  const drop = async (id: string) => {
    bots.value = bots.value.filter(({ user }) => user.id !== id)
  }
  const self = client.self.value?.id
  const others = bots.value.filter(({ owner }) => owner.id !== self)
  return (
    <section class="sections__part">
      <h2>{t('bots.others')}</h2>
      {others.length === 0 && !more.busy && !hasMore.value && <p>{t('bots.others-none')}</p>}
      <ul>
        {others.map((bot) => (
          <OthersBot key={bot.user.id} bot={bot} onRemove={() => drop(bot.user.id)} />
        ))}
      </ul>
      {hasMore.value && (
        <Button disabled={more.busy} onClick={() => void more.run()}>
          {t('app.more')}
        </Button>
      )}
      {more.problem !== '' && <p role="alert">{more.problem}</p>}
    </section>
  )
}

function OthersBot({ bot, onRemove }: { readonly bot: WireBot; readonly onRemove: () => Promise<void> }) {
  const client = useClient()
  const { t } = useWords(settingsWords)
  const about = [
    t('bots.of', { owner: bot.owner.name }),
    t(bot.online ? 'here.yes' : 'here.no'),
    t('bots.made', { at: momentFor(client, bot.createdAt) }),
  ]
  return (
    <Row name={bot.user.name} about={about.join(' · ')}>
      <RemoveBot name={bot.user.name} onChange={onRemove} />
    </Row>
  )
}
