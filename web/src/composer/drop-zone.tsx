/** Takes files that are dropped anywhere on the page, and says so while they hang over it. */
import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { useWords } from '../state/app.ts'
import type { ComposerController } from './composer-controller.ts'

export function DropZone({ composer }: { readonly composer: ComposerController }) {
  const { t } = useWords()
  const isOver = useSignal(false)
  useEffect(() => {
    const over = (event: DragEvent): void => {
      if (
        event.dataTransfer?.types.includes('Files') !== true ||
        document.querySelector('dialog[open]') !== null
      )
        return
      event.preventDefault()
      isOver.value = true
    }
    const left = ({ relatedTarget }: DragEvent): void => {
      if (relatedTarget === null) isOver.value = false
    }
    const dropped = (event: DragEvent): void => {
      if (!isOver.peek()) return
      event.preventDefault()
      isOver.value = false
      const { files, hasFolders } = filesIn(event.dataTransfer)
      composer.bring(files)
      if (hasFolders) composer.notice.value = [composer.app.words.peek().t('composer.no-folders')]
    }
    const ended = new AbortController()
    const { signal } = ended
    document.addEventListener('dragover', over, { signal })
    document.addEventListener('dragleave', left, { signal })
    document.addEventListener('drop', dropped, { signal })
    return () => ended.abort()
  }, [composer])
  return isOver.value ? <p class="drop-zone">{t('composer.drop')}</p> : null
}

/** A browser hands over folders as if they were files that nobody can read. */
function filesIn(dropped: DataTransfer | null): {
  readonly files: readonly File[]
  readonly hasFolders: boolean
} {
  const items = [...(dropped?.items ?? [])].filter(({ kind }) => kind === 'file')
  const flat = items.filter((item) => item.webkitGetAsEntry()?.isDirectory !== true)
  return { files: flat.flatMap((item) => item.getAsFile() ?? []), hasFolders: flat.length < items.length }
}
