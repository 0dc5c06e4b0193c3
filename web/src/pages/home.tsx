/** Where one is when one is nowhere in particular. */
import { useEffect } from 'preact/hooks'
import { Button } from '../parts/button.tsx'
import { PageHead } from '../shell/page-head.tsx'
import { orderedChannels } from '../shell/ordered-channels.ts'
import { useWords } from '../state/app.ts'
import { useClient } from '../state/client-context.ts'
import { pathOf } from '../state/own-channels.ts'
import './home.css'

export function Home() {
  const client = useClient()
  const { t } = useWords()
  const server = client.server.value?.name ?? 'Parlance'
  useFirstChannel()
  return (
    <main class="main" id="main">
      <PageHead title={t('home.title', { server })} />
      <div class="main__scroll home">
        <p>{t('home.hint')}</p>
        <p>
          <Button look="main" onClick={() => client.go('/channels')}>
            {t('nav.browse')}
          </Button>
        </p>
      </div>
    </main>
  )
}

/** Whoever opens the page means to read: the first channel with something new, or the first of all. */
function useFirstChannel(): void {
  const client = useClient()
  const isReady = client.stage.value.is === 'chat'
  useEffect(() => {
    const self = client.self.peek()
    const { channels, directs } = orderedChannels(client.chat)
    const all = [...channels, ...directs]
    const first = all.find(({ mentions }) => mentions > 0) ?? all.find(({ unread }) => unread > 0) ?? all[0]
    if (self !== null && first !== undefined) client.router.replace(pathOf(first.channel, self.id))
  }, [isReady])
}
