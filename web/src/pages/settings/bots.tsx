/** One's bots: made, listed, removed; for those with a role on the server everybody's. */
import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import type { WireBot } from '../../../../src/protocols/api/wire.ts'
import { useWords } from '../../state/app.ts'
import { useClient } from '../../state/client-context.ts'
import { isOperator, mayMakeBots } from '../../state/rights.ts'
import { settingsWords } from '../../words/en/settings.ts'
import { BotRow } from './bot-row.tsx'
import { NewBot } from './new-bot.tsx'
import { OthersBots } from './others-bots.tsx'
import '../../parts/field.css'

export function Bots() {
  const client = useClient()
  const { t } = useWords(settingsWords)
  const bots = useSignal<readonly WireBot[] | null>(null)
  const load = async () => {
    bots.value = (await client.call('bot.list', {})).bots
  }
  const isOpen = client.connection.state.value.is === 'open'
  useEffect(() => {
    if (isOpen) load().catch(client.complain)
  }, [isOpen])
  const self = client.self.value
  const server = client.server.value
  if (self === null || server === null) return null
  return (
    <>
      <section class="sections__part">
        <h2>{t('bots.own')}</h2>
        <p class="field__hint">
          {t('bots.hint')} <a href="/api/docs">{t('bots.docs')}</a>
        </p>
        {bots.value?.length === 0 && <p>{t('bots.none')}</p>}
        <ul>
          {bots.value?.map((bot) => (
            <BotRow key={bot.user.id} bot={bot} onChange={load} />
          ))}
        </ul>
        {mayMakeBots(self, server) ? <NewBot onChange={load} /> : <p>{t('bots.operators-only')}</p>}
      </section>
      {isOperator(self) && <OthersBots />}
    </>
  )
}
