/** Above the field while a voice message is made: how long it is, whether one is heard, and the ways out. */
import { Mic, RotateCw, Send, Trash2, X } from 'lucide'
import type { ComponentChildren } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import type { ComposerController } from '../composer/composer-controller.ts'
import { timeText } from '../files/time-text.ts'
import { Button, IconButton } from '../parts/button.tsx'
import { Icon } from '../parts/icon.tsx'
import { useWords } from '../state/app.ts'
import { voiceWords } from '../words/en/voice.ts'
import { LevelLine } from './level-line.tsx'
import { sayVoice } from './say.ts'
import type { MicrophoneProblem } from './microphone.ts'
import { mostSeconds, type Kept, type Voice } from './voice.ts'
import './voice-bar.css'

interface Shown {
  readonly composer: ComposerController
  readonly voice: Voice
}

export function VoiceBar({ composer, voice }: Shown) {
  const { t } = useWords(voiceWords)
  const standing = voice.standing.value
  const bar = useRef<HTMLDivElement>(null)
  const drop = () => composer.dropVoice(voice)
  useEffect(() => () => leave(composer, voice), [composer, voice])
  useEffect(() => {
    if (standing.is !== 'kept') takeKeyboard(bar.current)
  }, [standing.is])
  return (
    <div
      ref={bar}
      class={`voice-bar voice-bar_${standing.is}`}
      role="group"
      aria-label={t('voice.title')}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        event.preventDefault()
        event.stopPropagation()
        drop()
      }}
    >
      {standing.is === 'asking' && <Asking onCancel={drop} />}
      {standing.is === 'failed' && (
        <Failed problem={standing.problem} onAgain={() => composer.record()} onCancel={drop} />
      )}
      {(standing.is === 'recording' || standing.is === 'kept') && (
        <Recorded composer={composer} voice={voice} why={standing.is === 'kept' ? standing.why : null} />
      )}
    </div>
  )
}

/** The last button is the one that is wanted next. Whoever writes goes on writing. */
function takeKeyboard(bar: HTMLElement | null): void {
  if (document.activeElement instanceof HTMLTextAreaElement) return
  const buttons = bar?.querySelectorAll('button') ?? []
  ;[...buttons].at(-1)?.focus()
}

/** Another channel is looked at: nobody is listened to who does not see it. What was recorded waits here. */
function leave(composer: ComposerController, voice: Voice): void {
  const { is } = voice.standing.peek()
  if (is === 'recording') voice.keep('left')
  else if (is !== 'kept') composer.dropVoice(voice)
}

function Asking({ onCancel }: { readonly onCancel: () => void }) {
  const { t } = useWords(voiceWords)
  return (
    <Line>
      <p role="status">{t('voice.asking')}</p>
      <IconButton icon={X} label={t('composer.cancel')} onClick={onCancel} />
    </Line>
  )
}

interface Failure {
  readonly problem: MicrophoneProblem
  readonly onAgain: () => void
  readonly onCancel: () => void
}

function Failed({ problem, onAgain, onCancel }: Failure) {
  const { t } = useWords(voiceWords)
  return (
    <Line>
      <p role="alert">{t(`voice.${problem}`)}</p>
      {problem !== 'insecure' && <IconButton icon={RotateCw} label={t('voice.again')} onClick={onAgain} />}
      <IconButton icon={X} label={t('composer.cancel')} onClick={onCancel} />
    </Line>
  )
}

function Recorded({ composer, voice, why }: Shown & { readonly why: Kept | null }) {
  const { t } = useWords(voiceWords)
  const seconds = Math.floor(voice.seconds.value)
  return (
    <Line>
      <Icon node={Mic} />
      <time class="voice-bar__time" role="timer">
        {timeText(seconds)}
      </time>
      {why === null ? (
        <LevelLine levels={voice.levels} />
      ) : (
        <p class="voice-bar__why" aria-hidden="true">
          {t(`voice.${why}`)}
        </p>
      )}
      <p class="unseen" role="status">
        {why === null
          ? t(seconds >= mostSeconds - 60 ? 'voice.ending' : 'voice.recording')
          : t(`voice.${why}`)}
      </p>
      <IconButton icon={Trash2} label={t('voice.drop')} onClick={() => composer.dropVoice(voice)} />
      <Button look="main" icon={Send} onClick={() => void sayVoice(composer, voice)}>
        {t('composer.send')}
      </Button>
    </Line>
  )
}

function Line({ children }: { readonly children: ComponentChildren }) {
  return <div class="voice-bar__line">{children}</div>
}
