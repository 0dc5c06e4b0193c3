/** Code as it was written, in colours once they are loaded. */
import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import type { ComponentChildren } from 'preact'
import type { Coloured } from './highlight.ts'

interface Shown {
  /** A name or an ending by which the language is known; empty: one colour. */
  readonly language: string
  readonly text: string
  /** Longer ones stay in one colour: everybody would wait. */
  readonly longest: number
}

export function ColouredText({ language, text, longest }: Shown) {
  const coloured = useSignal<readonly Coloured[] | null>(null)
  useEffect(() => {
    coloured.value = null
    if (language === '' || text.length > longest) return
    let isWanted = true
    void import('./highlight.ts')
      .then(({ highlight }) => isWanted && (coloured.value = highlight(text, language)))
      .catch(() => undefined)
    return () => (isWanted = false)
  }, [language, text])
  return <code>{coloured.value === null ? text : coloured.value.map(stretch)}</code>
}

function stretch(part: Coloured): ComponentChildren {
  if (typeof part === 'string') return part
  return <span class={`code-block__${part.kind}`}>{part.inner.map(stretch)}</span>
}
