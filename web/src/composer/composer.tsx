/** Where one writes. */
import { effect, useSignal, useSignalEffect } from '@preact/signals'
import { Mic, Send, Smile } from 'lucide'
import { useEffect, useLayoutEffect, useMemo, useRef } from 'preact/hooks'
import { LazyEmojiPicker } from '../emoji/lazy-emoji-picker.tsx'
import { Icon } from '../parts/icon.tsx'
import { lazily } from '../parts/lazily.tsx'
import { Popover } from '../messages/popover.tsx'
import { useApp, useWords } from '../state/app.ts'
import type { ChannelView } from '../state/channel-view.ts'
import { CompletionList, optionId } from './completion-list.tsx'
import { ComposerController } from './composer-controller.ts'
import { DropZone } from './drop-zone.tsx'
import { FilesButton } from './files-button.tsx'
import { LengthCount } from './length-count.tsx'
import { Notice } from './notice.tsx'
import { fitHeight, isTouched } from './text-field.ts'
import { TypingLine } from './typing-line.tsx'
import { WritingBar } from './writing-bar.tsx'
import './composer.css'

const Chips = lazily(async () => (await import('../bringing/chips.tsx')).Chips)
const VoiceBar = lazily(async () => (await import('../voice/voice-bar.tsx')).VoiceBar)

interface Shown {
  readonly channel: ChannelView
  /** Whether Enter sends and Shift-Enter begins a line. Where there is no keyboard but a touch screen's, it does not unless told so. */
  readonly enterSends?: boolean
}

export function Composer({ channel, enterSends }: Shown) {
  return <OneComposer key={channel.ref.id} channel={channel} enterSends={enterSends ?? !isTouched()} />
}

function OneComposer({ channel, enterSends }: Required<Shown>) {
  const app = useApp()
  const composer = useMemo(() => new ComposerController(channel, app), [channel])
  const mayWrite = channel.mayWrite.value
  const isGuest = channel.self.kind === 'guest'
  return (
    <div class="composer">
      {mayWrite.ok && <DropZone composer={composer} />}
      <CompletionList composer={composer} />
      <Notice composer={composer} />
      {mayWrite.ok ? (
        <form
          class="composer__box"
          onSubmit={(event) => {
            event.preventDefault()
            composer.send()
          }}
        >
          <WritingBar composer={composer} />
          <VoiceMessage composer={composer} />
          <ChosenFiles channel={channel} />
          <div class="composer__line">
            {!isGuest && <FilesButton composer={composer} from="files" />}
            {!isGuest && isTouched() && <FilesButton composer={composer} from="camera" />}
            <Field composer={composer} enterSends={enterSends} />
            {!isGuest && <VoiceButton composer={composer} />}
            <EmojiButton composer={composer} />
            <SendButton composer={composer} />
          </div>
        </form>
      ) : (
        <p class="composer__closed">{mayWrite.reason}</p>
      )}
      <div class="composer__foot">
        <TypingLine names={channel.typing.value} />
        <LengthCount composer={composer} />
      </div>
    </div>
  )
}

function VoiceMessage({ composer }: { readonly composer: ComposerController }) {
  const voice = composer.view.files.voice.value
  return voice === null ? null : <VoiceBar composer={composer} voice={voice} />
}

function VoiceButton({ composer }: { readonly composer: ComposerController }) {
  const { t } = useWords()
  const label = t('composer.voice')
  return (
    <button
      type="button"
      class="composer__button composer__button_extra"
      aria-label={label}
      title={label}
      disabled={composer.view.files.voice.value !== null}
      onClick={() => composer.record()}
    >
      <Icon node={Mic} />
    </button>
  )
}

function ChosenFiles({ channel }: { readonly channel: ChannelView }) {
  const bringing = channel.files.bringing.value
  return bringing === null ? null : <Chips bringing={bringing} />
}

function Field({
  composer,
  enterSends,
}: {
  readonly composer: ComposerController
  readonly enterSends: boolean
}) {
  const { t } = useWords()
  const ref = useRef<HTMLTextAreaElement>(null)
  const text = composer.text.value
  const label = t('composer.label', { name: nameOf(composer.view) })
  useField(composer, ref)
  useLayoutEffect(() => {
    if (ref.current !== null) fitHeight(ref.current)
  }, [text])
  const isOffering = composer.offered.value.length > 0
  return (
    <textarea
      ref={ref}
      class="composer__field"
      rows={1}
      dir="auto"
      value={text}
      placeholder={label}
      aria-label={label}
      aria-autocomplete="list"
      aria-haspopup="listbox"
      aria-controls={isOffering ? `${optionId}list` : undefined}
      aria-activedescendant={isOffering ? `${optionId}${composer.chosen.value}` : undefined}
      enterkeyhint={enterSends ? 'send' : 'enter'}
      onInput={() => composer.typed()}
      onSelect={() => composer.lookAround()}
      onPaste={(event) => composer.pasted(event)}
      onKeyDown={(event) => {
        if (composer.pressed(event, enterSends)) event.preventDefault()
      }}
    />
  )
}

/** Ties the field to its composer, and to those who ask for the keyboard or have something to put in. */
function useField(composer: ComposerController, ref: { readonly current: HTMLTextAreaElement | null }): void {
  const { app, writing } = composer
  const first = useRef(writing.wanted.peek())
  useLayoutEffect(() => {
    composer.attach(ref.current)
    return () => composer.attach(null)
  }, [composer])
  // At once, not after the next drawing: the keys that follow are meant for the field already.
  useLayoutEffect(() => {
    if (!isTouched() && document.activeElement === document.body) composer.focus()
  }, [composer])
  // The same for whoever asks for it.
  useEffect(
    () =>
      effect(() => {
        if (writing.wanted.value === first.current) return
        first.current = writing.wanted.value
        composer.focus()
        // The text of what is to be changed is there only once it has been drawn.
        if (writing.editing.peek() !== null) requestAnimationFrame(() => composer.focus())
      }),
    [composer],
  )
  useSignalEffect(() => {
    const waiting = app.insertion.value
    if (waiting === null) return
    app.insertion.value = null
    composer.insert(waiting)
  })
}

function SendButton({ composer }: { readonly composer: ComposerController }) {
  const { t } = useWords()
  const label = t(composer.writing.editing.value === null ? 'composer.send' : 'composer.save')
  const isEmpty =
    composer.text.value.trim() === '' && (composer.writing.editing.value !== null || !composer.hasFiles.value)
  const isTooLong = composer.length.value > composer.app.messageLength.value
  return (
    <button
      class="composer__button composer__button_send"
      aria-label={label}
      title={label}
      disabled={isEmpty || isTooLong || composer.isBusy.value}
    >
      <Icon node={Send} />
    </button>
  )
}

function EmojiButton({ composer }: { readonly composer: ComposerController }) {
  const { t } = useWords()
  const isOpen = useSignal(false)
  const button = useRef<HTMLButtonElement>(null)
  return (
    <>
      <button
        ref={button}
        type="button"
        class="composer__button"
        aria-label={t('composer.emoji')}
        title={t('composer.emoji')}
        aria-haspopup="dialog"
        aria-expanded={isOpen.value}
        onClick={() => (isOpen.value = !isOpen.peek())}
      >
        <Icon node={Smile} />
      </button>
      {isOpen.value && (
        <Popover
          role="dialog"
          beside={button}
          label={t('composer.emoji')}
          onClose={() => (isOpen.value = false)}
        >
          <LazyEmojiPicker
            book={composer.emoji}
            onPick={(sign) => {
              isOpen.value = false
              composer.insert(sign)
            }}
          />
        </Popover>
      )}
    </>
  )
}

function nameOf({ ref, self }: ChannelView): string {
  if (ref.between === null) return `#${ref.name}`
  return (ref.between.find(({ id }) => id !== self.id) ?? ref.between[0]).name
}
