/** One picture in its own shape, or several as tiles. Small forms only: the file as it came is for those who save it. */
import { useSignal } from '@preact/signals'
import type { LogParts } from '../messages/log-parts.ts'
import type { Picture } from './kind.ts'
import { columnsFor, pictureBox } from './layout.ts'
import './pictures.css'

interface Shown {
  readonly pictures: readonly Picture[]
  readonly log: LogParts
}

export function Pictures({ pictures, log }: Shown) {
  const [one] = pictures
  if (pictures.length === 1 && one !== undefined) {
    const { width, ratio } = pictureBox(one)
    const box = { inlineSize: `${width}px`, aspectRatio: String(ratio) }
    return <Small picture={one} box={box} wide={width} log={log} />
  }
  const columns = columnsFor(pictures.length)
  return (
    <div class={`pictures pictures_${columns}`}>
      {pictures.map((picture) => (
        <Small key={picture.address} picture={picture} wide={tileWidth(picture, columns)} log={log} />
      ))}
    </div>
  )
}

/** A tile shows the middle of the picture: of a wide one more than its own width is needed. */
function tileWidth({ width, height }: Picture, columns: number): number {
  return Math.ceil((400 / columns) * Math.max(1, Math.min(4, width / height)))
}

interface Small {
  readonly picture: Picture
  readonly box?: { readonly inlineSize: string; readonly aspectRatio: string }
  /** About as many pixels of the page as it will be wide. */
  readonly wide: number
  readonly log: LogParts
}

function Small({ picture, box, wide, log }: Small) {
  const isThere = useSignal(false)
  const { address, name, preview, thumbnails } = picture
  const before = preview === null ? {} : { backgroundImage: `url("data:image/webp;base64,${preview}")` }
  return (
    <button
      type="button"
      class={`picture${isThere.value ? ' picture_there' : ''}`}
      style={{ ...box, ...(isThere.value ? {} : before) }}
      title={name}
      aria-haspopup="dialog"
      onClick={() => (log.viewing.value = address)}
    >
      <img
        src={thumbnails[0]?.address}
        srcset={thumbnails.map((small) => `${small.address} ${small.width}w`).join(', ')}
        sizes={`${wide}px`}
        alt={name}
        decoding="async"
        draggable={false}
        onLoad={() => (isThere.value = true)}
      />
    </button>
  )
}
