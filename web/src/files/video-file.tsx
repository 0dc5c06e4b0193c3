/** A video, played in place. What this browser cannot play is a file to save. */
import { useSignal } from '@preact/signals'
import type { WireUpload } from '../../../src/protocols/api/wire.ts'
import { FileCard } from './file-card.tsx'
import './media-file.css'

export function VideoFile({ upload }: { readonly upload: WireUpload }) {
  const isPlayed = useSignal(true)
  const { address, name } = upload
  if (!isPlayed.value) return <FileCard upload={upload} />
  return (
    <video
      class="video-file"
      controls
      playsInline
      preload="metadata"
      src={address}
      aria-label={name}
      title={name}
      onError={() => (isPlayed.value = false)}
    />
  )
}
