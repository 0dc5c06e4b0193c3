/** The page of somebody who is signed in: the list at the side, the place in the middle, what stands beside it, what lies over it. */
import { useEffect, useLayoutEffect } from 'preact/hooks'
import { Dialog } from '../parts/dialog.tsx'
import { lazily } from '../parts/lazily.tsx'
import { narrow, useMedia } from '../parts/use-media.ts'
import { ChannelPage } from '../pages/channel-page.tsx'
import { Home } from '../pages/home.tsx'
import { useWords } from '../state/app.ts'
import { useClient } from '../state/client-context.ts'
import { showTab } from '../state/page-title.ts'
import { Bars } from './bars.tsx'
import { placeOf } from './place.ts'
import { pressedInPage } from './keys.ts'
import { Overlays } from './overlays.tsx'
import { Sidebar } from './sidebar.tsx'
import './shell.css'

const Browse = lazily(async () => (await import('../pages/browse.tsx')).Browse)
const Settings = lazily(async () => (await import('../pages/settings/settings.tsx')).Settings)
const Moderation = lazily(async () => (await import('../pages/moderation/moderation.tsx')).Moderation)

export function Shell() {
  const client = useClient()
  const { t } = useWords()
  const isNarrow = useMedia(narrow)
  useTab()
  // Before it is painted: whoever presses a key on what they see is heard.
  useLayoutEffect(() => {
    const pressed = (event: KeyboardEvent) => pressedInPage(event, client)
    document.addEventListener('keydown', pressed)
    return () => document.removeEventListener('keydown', pressed)
  }, [client])
  return (
    <div class="shell">
      <a class="shell__skip" href="#main">
        {t('app.skip')}
      </a>
      <Bars />
      {!isNarrow && <Sidebar />}
      <Place />
      {isNarrow && <Drawer />}
      <Overlays />
    </div>
  )
}

function Place() {
  const { router } = useClient()
  const route = router.route.value
  switch (route.is) {
    case 'home':
      return <Home />
    case 'channel':
    case 'direct':
      return <ChannelPage route={route} />
    case 'browse':
      return <Browse />
    case 'settings':
      return <Settings section={route.section} />
    case 'moderation':
      return <Moderation section={route.section} />
  }
}

function Drawer() {
  const client = useClient()
  const { t } = useWords()
  if (client.overlay.value?.is !== 'drawer') return null
  const close = () => {
    client.overlay.value = null
  }
  return (
    <Dialog title={t('nav.label')} look="drawer" bare onClose={close}>
      <Sidebar />
    </Dialog>
  )
}

function useTab(): void {
  const client = useClient()
  const { any, mentions } = client.chat.unread.value
  const server = client.server.value?.name ?? 'Parlance'
  const place = placeOf(client)
  useEffect(() => {
    showTab({ server, place, any, mentions })
  }, [server, place, any, mentions])
}
