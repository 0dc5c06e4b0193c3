/** A video, played in place: a frame of it and its length before any of it has come. What this browser cannot play is a file to save. */
import { useSignal } from '@preact/signals'
import type { WireUpload } from '../../../src/protocols/api/wire.ts'
import { FileCard } from './file-card.tsx'
import { videoBox } from './layout.ts'
import { quietenOthers } from './quieten-others.ts'
import { timeText } from './time-text.ts'
import './media-file.css'

export function VideoFile({ upload }: { readonly upload: WireUpload }) {
  const isPlayed = useSignal(true)
  const hasBegun = useSignal(false)
  const { address, name, thumbnails, duration } = upload
  if (!isPlayed.value) return <FileCard upload={upload} />
  const { width, ratio } = videoBox(upload)
  const poster = posterFor(thumbnails, width)
  return (
    <div
      class="video-file"
      style={{ inlineSize: `${width}px`, aspectRatio: String(ratio), ...blurOf(upload) }}
    >
      <video
        controls
        playsInline
        preload={poster === undefined ? 'metadata' : 'none'}
        poster={poster}
        src={address}
        aria-label={name}
        title={name}
        onPlay={({ currentTarget }) => {
          hasBegun.value = true
          quietenOthers(currentTarget)
        }}
        onError={() => (isPlayed.value = false)}
      />
      {duration != null && !hasBegun.value && (
        <span class="video-file__length">{timeText(duration / 1000)}</span>
      )}
    </div>
  )
}

/** The smallest that is sharp at this width. */
function posterFor(thumbnails: WireUpload['thumbnails'], width: number): string | undefined {
  const wide = width * Math.min(2, devicePixelRatio)
  return (thumbnails.find((small) => small.width >= wide) ?? thumbnails.at(-1))?.address
}

function blurOf({ preview }: WireUpload) {
  return preview === null ? {} : { backgroundImage: `url("data:image/webp;base64,${preview}")` }
}
