/** How loud it was in the last seconds, the newest at the end. Those who listen hear themselves. */
import type { ReadonlySignal } from '@preact/signals'

const most = 60
const height = 24

export function LevelLine({ levels }: { readonly levels: ReadonlySignal<readonly number[]> }) {
  const heard = levels.value
  const bars = heard.map((level, index) => {
    const half = Math.max(0.5, (level * height) / 2 - 1)
    return `M${most - heard.length + index + 0.5} ${height / 2 - half}v${2 * half}`
  })
  return (
    <svg
      class="voice-bar__level"
      viewBox={`0 0 ${most} ${height}`}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      <path d={bars.join('')} />
    </svg>
  )
}
