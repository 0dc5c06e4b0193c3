/** What is written in a file, as it comes; a failure can be tried again. */
import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { fetchWritten } from './written.ts'

export interface Written {
  /** null: it is still coming, or has failed. */
  readonly text: string | null
  readonly hasFailed: boolean
  readonly retry: () => void
}

/** Nothing is asked for before it is wanted. */
export function useWritten(address: string, bytes: number, isWanted = true): Written {
  const text = useSignal<string | null>(null)
  const hasFailed = useSignal(false)
  const tries = useSignal(0)
  useEffect(() => {
    if (!isWanted) return
    let isShown = true
    hasFailed.value = false
    fetchWritten(address, bytes).then(
      (written) => isShown && (text.value = written),
      () => isShown && (hasFailed.value = true),
    )
    return () => (isShown = false)
  }, [address, isWanted, tries.value])
  return { text: text.value, hasFailed: hasFailed.value, retry: () => tries.value++ }
}
