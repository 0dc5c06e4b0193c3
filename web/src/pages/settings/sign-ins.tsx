/** Where one is signed in, and the tokens of one's programs; each can be ended. */
import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import type { WireToken } from '../../../../src/protocols/api/wire.ts'
import { Button } from '../../parts/button.tsx'
import { useTask } from '../../parts/form.tsx'
import { useWords } from '../../state/app.ts'
import { useClient } from '../../state/client-context.ts'
import { settingsWords } from '../../words/en/settings.ts'
import { NewToken } from './new-token.tsx'
import { TokenRow } from './token-row.tsx'
import '../../parts/field.css'

export function SignIns() {
  const client = useClient()
  const tokens = useSignal<readonly WireToken[]>([])
  const load = async () => {
    tokens.value = (await client.call('token.list', {})).tokens
  }
  const isOpen = client.connection.state.value.is === 'open'
  useEffect(() => {
    if (isOpen) load().catch(client.complain)
  }, [isOpen])
  return (
    <>
      <Browsers tokens={tokens.value.filter(({ kind }) => kind === 'browser')} onChange={load} />
      <Programs tokens={tokens.value.filter(({ kind }) => kind === 'program')} onChange={load} />
    </>
  )
}

interface ListProps {
  readonly tokens: readonly WireToken[]
  readonly onChange: () => Promise<void>
}

function Browsers({ tokens, onChange }: ListProps) {
  const client = useClient()
  const { t } = useWords(settingsWords)
  const others = useTask(async () => {
    await client.call('token.revoke-others', {})
    client.say(t('sign-ins.ended'))
    await onChange()
  })
  return (
    <section class="sections__part">
      <h2>{t('sign-ins.title')}</h2>
      <Rows tokens={tokens} onChange={onChange} />
      {tokens.length > 1 && (
        <Button disabled={others.busy} onClick={() => void others.run()}>
          {t('sign-ins.end-others')}
        </Button>
      )}
      {others.problem !== '' && <p role="alert">{others.problem}</p>}
    </section>
  )
}

function Programs({ tokens, onChange }: ListProps) {
  const client = useClient()
  const { t } = useWords(settingsWords)
  const create = async (name: string) => {
    const { secret } = await client.call('token.create', { name })
    await onChange()
    return secret
  }
  return (
    <section class="sections__part">
      <h2>{t('sign-ins.programs')}</h2>
      <p class="field__hint">{t('sign-ins.programs-hint')}</p>
      {tokens.length === 0 && <p>{t('sign-ins.none')}</p>}
      <Rows tokens={tokens} onChange={onChange} />
      <NewToken onCreate={create} />
    </section>
  )
}

function Rows({ tokens, onChange }: ListProps) {
  const client = useClient()
  const end = async (token: string) => {
    await client.call('token.revoke', { token })
    await onChange()
  }
  return (
    <ul>
      {tokens.map((token) => (
        <TokenRow key={token.id} token={token} onEnd={() => end(token.id)} />
      ))}
    </ul>
  )
}
