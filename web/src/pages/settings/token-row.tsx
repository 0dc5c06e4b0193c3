/** A token: what it is for, when it was used, and its end. */
import type { WireToken } from '../../../../src/protocols/api/wire.ts'
import { Button } from '../../parts/button.tsx'
import { useTask } from '../../parts/form.tsx'
import { Row } from '../../parts/row.tsx'
import { useWords } from '../../state/app.ts'
import { useClient } from '../../state/client-context.ts'
import { settingsWords } from '../../words/en/settings.ts'
import { agoOf } from '../../words/times.ts'
import { browserOf } from './browser-name.ts'

interface Shown {
  readonly token: WireToken
  readonly onEnd: () => Promise<void>
}

export function TokenRow({ token, onEnd }: Shown) {
  const client = useClient()
  const { t, language } = useWords(settingsWords)
  const { lastUsedAt, lastAddress, current } = token
  const name = token.kind === 'browser' ? browserOf(token.name) : token.name
  const used =
    lastUsedAt === null
      ? t('sign-ins.never')
      : t('sign-ins.used', { ago: agoOf(lastUsedAt, Date.now(), language) })
  const { busy, problem, run } = useTask(async () => {
    await onEnd()
    client.say(t('sign-ins.ended'))
  })
  return (
    <Row
      name={name}
      title={token.name}
      about={[current ? t('sign-ins.this') : used, lastAddress ?? ''].filter(Boolean).join(' · ')}
      problem={problem}
    >
      {!current && (
        <Button disabled={busy} onClick={() => void run()} aria-label={t('sign-ins.end-of', { name })}>
          {t('sign-ins.end')}
        </Button>
      )}
    </Row>
  )
}
