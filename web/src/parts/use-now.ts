/** The time, again and again: for what counts down or grows old while one looks. */
import { useEffect, useState } from 'preact/hooks'

export function useNow(every: number): number {
  const [now, setNow] = useState(Date.now)
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), every)
    return () => clearInterval(timer)
  }, [every])
  return now
}
