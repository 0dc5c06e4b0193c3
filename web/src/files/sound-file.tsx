/** A sound, with a player. What this browser cannot play is a file to save. */
import { useSignal } from '@preact/signals'
import type { WireUpload } from '../../../src/protocols/api/wire.ts'
import { DownloadLink } from './download-link.tsx'
import { FileCard, useAbout } from './file-card.tsx'
import { FileName } from './file-name.tsx'
import { SoundPlayer } from './sound-player.tsx'
import './media-file.css'

export function SoundFile({ upload }: { readonly upload: WireUpload }) {
  const about = useAbout(upload)
  const isPlayed = useSignal(true)
  if (!isPlayed.value) return <FileCard upload={upload} />
  return (
    <div class="sound-file">
      <div class="media-file__head">
        <FileName name={upload.name} />
        <span class="file-about">{about}</span>
        <DownloadLink upload={upload} />
      </div>
      <SoundPlayer upload={upload} onFailed={() => (isPlayed.value = false)} />
    </div>
  )
}
