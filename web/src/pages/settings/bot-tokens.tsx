/** The tokens that a bot of one's own comes in by. */
import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import type { WireToken } from '../../../../src/protocols/api/wire.ts'
import { useWords } from '../../state/app.ts'
import { useClient } from '../../state/client-context.ts'
import { settingsWords } from '../../words/en/settings.ts'
import { NewToken } from './new-token.tsx'
import { TokenRow } from './token-row.tsx'

export function BotTokens({ bot }: { readonly bot: string }) {
  const client = useClient()
  const { t } = useWords(settingsWords)
  const tokens = useSignal<readonly WireToken[] | null>(null)
  const load = async () => {
    tokens.value = (await client.call('bot.list-tokens', { bot })).tokens
  }
  const isOpen = client.connection.state.value.is === 'open'
  useEffect(() => {
    if (isOpen) load().catch(client.complain)
  }, [isOpen])
  const create = async (name: string) => {
    const { secret } = await client.call('bot.create-token', { bot, name })
    await load()
    return secret
  }
  const end = async (token: string) => {
    await client.call('bot.revoke-token', { bot, token })
    await load()
  }
  return (
    <>
      {tokens.value?.length === 0 && <p>{t('bots.tokens-none', { name: bot })}</p>}
      <ul>
        {tokens.value?.map((token) => (
          <TokenRow key={token.id} token={token} onEnd={() => end(token.id)} />
        ))}
      </ul>
      <NewToken onCreate={create} />
    </>
  )
}
