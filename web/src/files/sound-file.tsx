/** A sound, with a player. What this browser cannot play is a file to save. */
import { useSignal } from '@preact/signals'
import type { WireUpload } from '../../../src/protocols/api/wire.ts'
import { DownloadLink } from './download-link.tsx'
import { FileCard, useAbout } from './file-card.tsx'
import { FileName } from './file-name.tsx'
import './media-file.css'

export function SoundFile({ upload }: { readonly upload: WireUpload }) {
  const about = useAbout(upload)
  const isPlayed = useSignal(true)
  const { address, name } = upload
  if (!isPlayed.value) return <FileCard upload={upload} />
  return (
    <div class="sound-file">
      <div class="media-file__head">
        <FileName name={name} />
        <span class="file-about">{about}</span>
        <DownloadLink upload={upload} />
      </div>
      <audio
        controls
        preload="metadata"
        src={address}
        aria-label={name}
        onError={() => (isPlayed.value = false)}
      />
    </div>
  )
}
