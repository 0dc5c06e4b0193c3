/** A picture as large as there is room, in its largest small form; a finger that wipes goes on to the next. */
import { useSignal } from '@preact/signals'
import { useRef } from 'preact/hooks'
import type { Picture } from './kind.ts'

const wiped = 60

interface Shown {
  readonly picture: Picture
  /** Somebody clicked beside it. */
  readonly onAside: () => void
  readonly onSwipe: (step: number) => void
}

export function LargePicture({ picture, onAside, onSwipe }: Shown) {
  const { name, width, height, thumbnails } = picture
  const isThere = useSignal(false)
  const began = useRef<number | null>(null)
  const ended = ({ clientX, pointerType }: PointerEvent): void => {
    const way = clientX - (began.current ?? clientX)
    began.current = null
    if (pointerType === 'touch' && Math.abs(way) > wiped) onSwipe(way > 0 ? -1 : 1)
  }
  return (
    <div
      class="gallery__stage"
      onClick={(event) => event.target === event.currentTarget && onAside()}
      onPointerDown={({ clientX }) => (began.current = clientX)}
      onPointerUp={ended}
      onPointerCancel={() => (began.current = null)}
    >
      <img
        class={`gallery__picture${isThere.value ? '' : ' gallery__picture_coming'}`}
        src={thumbnails.at(-1)?.address}
        width={width}
        height={height}
        style={isThere.value ? {} : { backgroundImage: `url("${thumbnails[0]?.address}")` }}
        alt={name}
        draggable={false}
        onLoad={() => (isThere.value = true)}
      />
    </div>
  )
}
