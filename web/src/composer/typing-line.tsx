/** Who is writing just now. */
import { useWords } from '../state/app.ts'

export function TypingLine({ names }: { readonly names: readonly string[] }) {
  const { t, n } = useWords()
  const [name, other] = names
  const text =
    name === undefined
      ? ''
      : other === undefined
        ? t('composer.typing-one', { name })
        : names.length === 2
          ? t('composer.typing-two', { name, other })
          : n('composer.typing-more', names.length)
  return (
    <span class="composer__typing" dir="auto">
      {text}
    </span>
  )
}
