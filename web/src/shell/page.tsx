/** The page by its stage: before, while and after one is signed in. */
import { useEffect } from 'preact/hooks'
import { lazily } from '../parts/lazily.tsx'
import { AppProvider, useWords } from '../state/app.ts'
import type { Client } from '../state/client.ts'
import { ClientProvider, useClient } from '../state/client-context.ts'
import { showTab } from '../state/page-title.ts'
import { loadShell } from './load-shell.ts'
import { Toasts } from './toasts.tsx'
import './page.css'

const Shell = lazily(async () => (await loadShell()).Shell)
const Entrance = lazily(async () => (await import('../pages/entrance.tsx')).Entrance)
const Out = lazily(async () => (await import('../pages/out.tsx')).Out)

export function Page({ client }: { readonly client: Client }) {
  return (
    <AppProvider value={client}>
      <ClientProvider value={client}>
        <Staged />
        <Toasts />
      </ClientProvider>
    </AppProvider>
  )
}

function Staged() {
  const client = useClient()
  const stage = client.stage.value
  const server = client.server.value
  if (stage.is === 'chat') return <Shell />
  if (stage.is === 'out') return <Out why={stage.why} />
  if (stage.is === 'entrance' && server !== null) return <BeforeSignIn />
  return <Waiting isUnreachable={stage.is === 'unreachable'} />
}

function BeforeSignIn() {
  const client = useClient()
  const server = client.server.value
  useEffect(() => {
    showTab({ server: server?.name ?? 'Parlance', place: '', any: false, mentions: 0 })
  }, [server])
  return server === null ? null : <Entrance server={server} />
}

function Waiting({ isUnreachable }: { readonly isUnreachable: boolean }) {
  const { t } = useWords()
  return (
    <main class="page-waiting">
      <p role="status">{t(isUnreachable ? 'app.unreachable' : 'app.loading')}</p>
    </main>
  )
}
