/** How loud a sound is over its time, as bars; where that is not known, a line. What was played has another colour. */
import { useMemo } from 'preact/hooks'

interface Shown {
  /** Bytes in Base64. */
  readonly peaks?: string | null
  /** From 0 to 1. */
  readonly played: number
}

const bar = 2
const pitch = 3
const height = 32
/** Silence is seen too. */
const least = 2

export function Waveform({ peaks, played }: Shown) {
  const bars = useMemo(() => barsOf(peaks ?? ''), [peaks])
  const left = { clipPath: `inset(0 ${(100 - played * 100).toFixed(2)}% 0 0)` }
  if (bars.count === 0)
    return (
      <span class="waveform waveform_unknown" aria-hidden="true">
        <span class="waveform__played" style={left} />
      </span>
    )
  return (
    <svg
      class="waveform"
      viewBox={`0 0 ${bars.count * pitch - (pitch - bar)} ${height}`}
      preserveAspectRatio="none"
      aria-hidden="true"
      focusable="false"
    >
      <path d={bars.path} />
      <path class="waveform__played" d={bars.path} style={left} />
    </svg>
  )
}

function barsOf(peaks: string): { readonly path: string; readonly count: number } {
  const heights = [...bytesOf(peaks)]
  const path = heights.map((peak, at) => {
    const high = Math.max(least, (peak / 255) * height)
    return `M${at * pitch} ${((height - high) / 2).toFixed(1)}h${bar}v${high.toFixed(1)}h-${bar}z`
  })
  return { path: path.join(''), count: heights.length }
}

function bytesOf(text: string): readonly number[] {
  try {
    return [...atob(text)].map((sign) => sign.charCodeAt(0))
  } catch {
    return []
  }
}
