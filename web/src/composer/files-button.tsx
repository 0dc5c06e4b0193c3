/** Lets one choose files. On a phone its system offers the camera and the microphone too. */
import { Paperclip } from 'lucide'
import { useRef } from 'preact/hooks'
import { Icon } from '../parts/icon.tsx'
import { useWords } from '../state/app.ts'
import type { ComposerController } from './composer-controller.ts'

export function FilesButton({ composer }: { readonly composer: ComposerController }) {
  const { t } = useWords()
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        aria-label={t('composer.attach')}
        onChange={({ currentTarget }) => {
          composer.bring([...(currentTarget.files ?? [])])
          // The same one may be chosen again.
          currentTarget.value = ''
        }}
      />
      <button
        type="button"
        class="composer__button"
        aria-label={t('composer.attach')}
        title={t('composer.attach')}
        onClick={() => input.current?.click()}
      >
        <Icon node={Paperclip} />
      </button>
    </>
  )
}
