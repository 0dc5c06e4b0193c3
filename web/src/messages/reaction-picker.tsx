/** The emoji picker, opened to answer a message with a sign. */
import { useWords } from '../state/app.ts'
import { LazyEmojiPicker } from '../emoji/lazy-emoji-picker.tsx'
import type { ShownMessage } from '../state/channel-view.ts'
import type { LogParts } from './log-parts.ts'
import { Popover } from './popover.tsx'
import { toggleReaction } from './reactions.tsx'

export function ReactionPicker({ message, log }: { readonly message: ShownMessage; readonly log: LogParts }) {
  const { t } = useWords()
  const close = (): void => {
    if (log.opened.value?.id === message.id && log.opened.value.what === 'reactions') log.opened.value = null
  }
  return (
    <Popover role="dialog" label={t('message.react')} onClose={close}>
      <LazyEmojiPicker
        book={log.around.emoji}
        onPick={(sign) => {
          close()
          toggleReaction(message, sign, log)
        }}
      />
    </Popover>
  )
}
