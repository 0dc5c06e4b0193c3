/** A part that is loaded when it is first shown; where that fails it can be tried again. */
import { useSignal } from '@preact/signals'
import type { ComponentType } from 'preact'
import { useEffect } from 'preact/hooks'
import { useWords } from '../state/app.ts'
import { Button } from './button.tsx'
import './lazily.css'

export function lazily<P extends object>(load: () => Promise<ComponentType<P>>): ComponentType<P> {
  return function Lazy(props: P) {
    const part = useSignal<{ readonly is: ComponentType<P> } | 'loading' | 'failed'>('loading')
    const fetch = () => {
      part.value = 'loading'
      load()
        .then((is) => {
          part.value = { is }
        })
        .catch(() => {
          part.value = 'failed'
        })
    }
    useEffect(fetch, [])
    if (part.value === 'loading') return null
    if (part.value === 'failed') return <NotLoaded again={fetch} />
    const { is: Part } = part.value
    return <Part {...props} />
  }
}

function NotLoaded({ again }: { readonly again: () => void }) {
  const { t } = useWords()
  return (
    <div class="not-loaded" role="alert">
      <p>{t('app.not-loaded')}</p>
      <Button onClick={again}>{t('app.again')}</Button>
    </div>
  )
}
