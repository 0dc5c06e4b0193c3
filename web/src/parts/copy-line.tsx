/** A line for a program, with a button that copies it. */
import { copyText } from './copy-text.ts'
import { useApp, useWords } from '../state/app.ts'
import { Button } from './button.tsx'
import './copy-line.css'

interface Shown {
  readonly text: string
  /** What the button says to those who listen, where there is more than one; it begins with "Copy". */
  readonly label?: string
}

export function CopyLine({ text, label }: Shown) {
  const app = useApp()
  const { t } = useWords()
  return (
    <div class="copy-line">
      <code>{text}</code>
      <Button aria-label={label} onClick={() => void copyText(text, app)}>
        {t('message.copy')}
      </Button>
    </div>
  )
}
