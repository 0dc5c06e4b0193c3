/** A bot of one's own: its tokens, and its end. */
import { useSignal } from '@preact/signals'
import type { WireBot } from '../../../../src/protocols/api/wire.ts'
import { Button } from '../../parts/button.tsx'
import { Row } from '../../parts/row.tsx'
import { useWords } from '../../state/app.ts'
import { useClient } from '../../state/client-context.ts'
import { momentFor } from '../../state/wording.ts'
import { settingsWords } from '../../words/en/settings.ts'
import { BotTokens } from './bot-tokens.tsx'
import { RemoveBot } from './remove-bot.tsx'

interface Shown {
  readonly bot: WireBot
  readonly onChange: () => Promise<void>
}

export function BotRow({ bot, onChange }: Shown) {
  const client = useClient()
  const { t } = useWords(settingsWords)
  const isOpen = useSignal(false)
  const { name } = bot.user
  const about = [
    t(bot.online ? 'here.yes' : 'here.no'),
    t('bots.made', { at: momentFor(client, bot.createdAt) }),
  ]
  return (
    <Row name={name} about={about.join(' · ')} {...(isOpen.value ? { below: <BotTokens bot={name} /> } : {})}>
      <Button
        aria-label={t('bots.tokens-of', { name })}
        aria-expanded={isOpen.value}
        onClick={() => void (isOpen.value = !isOpen.value)}
      >
        {t('bots.tokens')}
      </Button>
      <RemoveBot name={name} onChange={onChange} />
    </Row>
  )
}
