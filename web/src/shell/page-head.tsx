/** The head of what fills the middle: its title, on a narrow page the way to the list of channels, and what can be done. */
import { Menu } from 'lucide'
import type { ComponentChildren } from 'preact'
import { IconButton } from '../parts/button.tsx'
import { narrow, useMedia } from '../parts/use-media.ts'
import { useWords } from '../state/app.ts'
import { useClient } from '../state/client-context.ts'

interface Shown {
  readonly title: ComponentChildren
  readonly children?: ComponentChildren
}

export function PageHead({ title, children }: Shown) {
  return (
    <header class="main__head">
      <DrawerButton />
      <h1 class="main__title">{title}</h1>
      {children}
    </header>
  )
}

export function DrawerButton() {
  const client = useClient()
  const { t } = useWords()
  const isNarrow = useMedia(narrow)
  if (!isNarrow) return null
  const open = () => {
    client.overlay.value = { is: 'drawer' }
  }
  const { any } = client.chat.unread.value
  return (
    <span class="main__drawer">
      <IconButton icon={Menu} label={t('nav.open')} onClick={open} />
      {any && <span class="main__drawer-mark" />}
    </span>
  )
}
