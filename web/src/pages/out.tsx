/** For whoever was put out: why, by whom, and for how long. */
import { useWords } from '../state/app.ts'
import type { Stage } from '../state/client.ts'
import { useClient } from '../state/client-context.ts'
import { momentFor } from '../state/wording.ts'
import { Button } from '../parts/button.tsx'
import { useNow } from '../parts/use-now.ts'
import { spanOf } from '../words/times.ts'
import { entranceWords } from '../words/en/entrance.ts'
import './entrance.css'

type Why = Extract<Stage, { is: 'out' }>['why']

export function Out({ why }: { readonly why: Why }) {
  const { t } = useWords(entranceWords)
  const client = useClient()
  const titles = { kicked: 'out.kicked', banned: 'out.banned', refused: 'out.refused' } as const
  const again = () => client.connect({ asGuest: false })
  return (
    <main class="entrance">
      <div class="entrance__card">
        <h1 class="entrance__head">
          {t(why.is === 'kicked' || why.is === 'banned' ? titles[why.is] : titles.refused)}
        </h1>
        <div role="status">
          <Reason why={why} />
        </div>
        <div class="entrance__ways">
          {why.is !== 'banned' && (
            <Button look="main" onClick={again}>
              {t('out.come-back')}
            </Button>
          )}
          <Button onClick={() => void client.signOut()}>{t('out.sign-in')}</Button>
        </div>
      </div>
    </main>
  )
}

function Reason({ why }: { readonly why: Why }) {
  const { t } = useWords(entranceWords)
  if (why.is === 'refused') return <p>{why.message}</p>
  return (
    <>
      <p>{t('out.by', { by: why.by })}</p>
      {why.reason !== null && <p>{t('out.reason', { reason: why.reason })}</p>}
      {why.is === 'kicked' ? <Until at={why.until} /> : <p>{t('out.for-good')}</p>}
    </>
  )
}

function Until({ at }: { readonly at: number }) {
  const client = useClient()
  const { t, language } = useWords(entranceWords)
  const left = Math.ceil((at - useNow(1000)) / 1000)
  if (left <= 0) return <p>{t('out.now')}</p>
  return (
    <>
      <p>{t('out.until', { until: momentFor(client, at) })}</p>
      <p>{t('out.in', { span: spanOf(left, language) })}</p>
    </>
  )
}
