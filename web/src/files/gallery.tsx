/** Pictures of the channel, one at a time and as large as the window: those of the messages that are held. */
import { useComputed, useSignalEffect } from '@preact/signals'
import { ChevronLeft, ChevronRight } from 'lucide'
import type { LogParts } from '../messages/log-parts.ts'
import { IconButton } from '../parts/button.tsx'
import { useWords } from '../state/app.ts'
import type { ShownMessage } from '../state/channel-view.ts'
import { fileWords } from '../words/en/files.ts'
import { GalleryHead } from './gallery-head.tsx'
import { pictureOf } from '../previews/picture-of.ts'
import { isPicture, type Picture } from './kind.ts'
import { LargePicture } from './large-picture.tsx'
import { useModal } from './use-modal.ts'
import './gallery.css'

interface Hung {
  readonly picture: Picture
  readonly message: ShownMessage
}

const steps: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1 }

export function Gallery({ log }: { readonly log: LogParts }) {
  const { t } = useWords(fileWords)
  const { hung, at, go } = useHung(log)
  const dialog = useModal()
  const close = (): void => {
    log.viewing.value = null
  }
  const shown = hung[at]
  return (
    <dialog
      ref={dialog}
      class="gallery"
      tabIndex={-1}
      aria-label={t('file.gallery')}
      onCancel={(event) => {
        event.preventDefault()
        close()
      }}
      onKeyDown={({ key }) => go(stepOf(key, dialog.current))}
    >
      {shown !== undefined && (
        <>
          <GalleryHead
            upload={shown.picture}
            message={shown.message}
            place={t('file.place', { at: at + 1, count: hung.length })}
            log={log}
            onClose={close}
          />
          <LargePicture key={shown.picture.address} picture={shown.picture} onAside={close} onSwipe={go} />
          <Step way="previous" disabled={at === 0} onClick={() => go(-1)} />
          <Step way="next" disabled={at === hung.length - 1} onClick={() => go(1)} />
        </>
      )}
    </dialog>
  )
}

/** The pictures, which of them is looked at, and the way to its neighbours. */
function useHung({ view, viewing }: LogParts) {
  const hung = useComputed(() => picturesOf(view.messages.value))
  const at = useComputed(() => hung.value.findIndex(({ picture }) => picture.address === viewing.value))
  // Its message was deleted, or let go.
  useSignalEffect(() => {
    if (at.value === -1) viewing.value = null
  })
  const go = (step: number): void => {
    const next = hung.peek()[at.peek() + step]
    if (next !== undefined) viewing.value = next.picture.address
  }
  return { hung: hung.value, at: at.value, go }
}

/** Onwards is where the writing goes. */
function stepOf(key: string, element: Element | null): number {
  const step = steps[key] ?? 0
  const isRightToLeft = element !== null && getComputedStyle(element).direction === 'rtl'
  return isRightToLeft ? -step : step
}

interface StepProps {
  readonly way: 'previous' | 'next'
  readonly disabled: boolean
  readonly onClick: () => void
}

function Step({ way, disabled, onClick }: StepProps) {
  const { t } = useWords(fileWords)
  return (
    <div class={`gallery__step gallery__step_${way}`}>
      <IconButton
        icon={way === 'previous' ? ChevronLeft : ChevronRight}
        label={t(`file.${way}`)}
        aria-disabled={disabled}
        onClick={onClick}
      />
    </div>
  )
}

function picturesOf(messages: readonly ShownMessage[]): readonly Hung[] {
  return messages.flatMap((message) => {
    const behindLinks = message.previews.flatMap((preview) => pictureOf(preview) ?? [])
    const pictures = [...message.uploads.filter(isPicture), ...behindLinks]
    return pictures.map((picture) => ({ picture, message }))
  })
}
