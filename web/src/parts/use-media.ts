/** Whether the page is so wide, so coarse or so dark as a media query asks, now and when that changes. */
import { useEffect, useState } from 'preact/hooks'

export const narrow = '(width < 46rem)'
export const besides = '(width >= 70rem)'

export function useMedia(query: string): boolean {
  const [is, setIs] = useState(() => matchMedia(query).matches)
  useEffect(() => {
    const media = matchMedia(query)
    const read = () => setIs(media.matches)
    read()
    media.addEventListener('change', read)
    return () => media.removeEventListener('change', read)
  }, [query])
  return is
}
