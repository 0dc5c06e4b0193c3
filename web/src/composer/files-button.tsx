/** Lets one choose files, or take a picture on a device that is held in a hand. */
import { Camera, Paperclip } from 'lucide'
import { useRef } from 'preact/hooks'
import { Icon } from '../parts/icon.tsx'
import { useWords } from '../state/app.ts'
import type { ComposerController } from './composer-controller.ts'

interface Shown {
  readonly composer: ComposerController
  readonly from: 'files' | 'camera'
}

export function FilesButton({ composer, from }: Shown) {
  const { t } = useWords()
  const input = useRef<HTMLInputElement>(null)
  const label = t(from === 'files' ? 'composer.attach' : 'composer.camera')
  return (
    <>
      <input
        ref={input}
        type="file"
        hidden
        aria-label={label}
        {...(from === 'files' ? { multiple: true } : { accept: 'image/*', capture: 'environment' })}
        onChange={({ currentTarget }) => {
          composer.bring([...(currentTarget.files ?? [])])
          // The same one may be chosen again.
          currentTarget.value = ''
        }}
      />
      <button
        type="button"
        class={from === 'files' ? 'composer__button' : 'composer__button composer__button_extra'}
        aria-label={label}
        title={label}
        onClick={() => input.current?.click()}
      >
        <Icon node={from === 'files' ? Paperclip : Camera} />
      </button>
    </>
  )
}
