/** Whether something is in view, or will soon be; once it was, it stays so. */
import { useSignal } from '@preact/signals'
import { useEffect, useRef } from 'preact/hooks'

export function useNearView<Shown extends HTMLElement>() {
  const element = useRef<Shown>(null)
  const isNear = useSignal(false)
  useEffect(() => {
    const { current } = element
    if (current === null) return
    const watch = new IntersectionObserver(
      (entries) => {
        if (!entries.some(({ isIntersecting }) => isIntersecting)) return
        isNear.value = true
        watch.disconnect()
      },
      { rootMargin: '300px' },
    )
    watch.observe(current)
    return () => watch.disconnect()
  }, [])
  return { element, isNear }
}
