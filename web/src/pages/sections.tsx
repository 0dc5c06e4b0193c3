/** A page of several parts, with their names as a row of links above. */
import { X } from 'lucide'
import type { ComponentChildren } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { IconButton } from '../parts/button.tsx'
import { Link } from '../parts/link.tsx'
import { PageHead } from '../shell/page-head.tsx'
import { useWords } from '../state/app.ts'
import { useClient } from '../state/client-context.ts'
import './sections.css'

interface Shown {
  readonly title: string
  readonly sections: readonly { readonly path: string; readonly name: string; readonly current: boolean }[]
  readonly children: ComponentChildren
}

export function Sections({ title, sections, children }: Shown) {
  const client = useClient()
  const { t } = useWords()
  const links = useRef<HTMLElement>(null)
  const shown = sections.findIndex(({ current }) => current)
  useEffect(() => {
    links.current?.children[shown]?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }, [shown])
  return (
    <main class="main" id="main">
      <PageHead title={title}>
        <IconButton icon={X} label={t('nav.back')} onClick={() => client.go('/')} />
      </PageHead>
      <nav class="sections" aria-label={title} ref={links}>
        {sections.map(({ path, name, current }) => (
          <Link key={path} to={path} class="sections__link" current={current}>
            {name}
          </Link>
        ))}
      </nav>
      <div class="main__scroll">
        <div class="main__column sections__column">{children}</div>
      </div>
    </main>
  )
}
