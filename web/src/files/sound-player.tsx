/** Plays a sound: a button, how loud it is over its time as the way to any place in it, and the time. Time goes from left to right everywhere. */
import { Pause, Play } from 'lucide'
import type { WireUpload } from '../../../src/protocols/api/wire.ts'
import { IconButton } from '../parts/button.tsx'
import { useWords } from '../state/app.ts'
import { fileWords } from '../words/en/files.ts'
import { timeText } from './time-text.ts'
import { useSound, type SoundPlay } from './use-sound.ts'
import { Waveform } from './waveform.tsx'
import './sound-player.css'

export type Sound = Pick<WireUpload, 'address' | 'name' | 'duration' | 'waveform'>

interface Shown {
  readonly upload: Sound
  /** This browser cannot play it, or it cannot be had. */
  readonly onFailed?: () => void
}

export function SoundPlayer({ upload, onFailed }: Shown) {
  const { t } = useWords(fileWords)
  const { address, name, duration } = upload
  const sound = useSound(upload)
  const { element, isPlaying, at, length } = sound
  const time = isPlaying || at > 0 ? `${timeText(at)} / ${timeText(length)}` : timeText(length)
  return (
    <div class={`sound-player${isPlaying ? ' sound-player_playing' : ''}`} dir="ltr">
      <audio
        ref={element}
        src={address}
        preload={duration == null ? 'metadata' : 'none'}
        onError={onFailed}
        {...sound.heard}
      />
      <IconButton
        icon={isPlaying ? Pause : Play}
        label={t(isPlaying ? 'file.pause' : 'file.play', { name })}
        onClick={sound.toggle}
      />
      <Place upload={upload} sound={sound} />
      <span class="sound-player__time">{time}</span>
    </div>
  )
}

/** What lies over the waveform is a slider of the browser's own: fingers, keys and those who listen know it. */
function Place({ upload, sound }: { readonly upload: Sound; readonly sound: SoundPlay }) {
  const { t } = useWords(fileWords)
  const { at, length } = sound
  return (
    <span class="sound-player__place">
      <Waveform peaks={upload.waveform} played={length > 0 ? Math.min(1, at / length) : 0} />
      <input
        type="range"
        min={0}
        max={length}
        step="any"
        value={at}
        disabled={length === 0}
        aria-label={t('file.place-in', { name: upload.name })}
        aria-valuetext={t('file.place', { at: timeText(at), count: timeText(length) })}
        onInput={({ currentTarget }) => sound.seek(Number(currentTarget.value))}
        onKeyDown={(event) => {
          if (sound.press(event.key)) event.preventDefault()
        }}
      />
    </span>
  )
}
