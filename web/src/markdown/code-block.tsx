/** A block of code: as it was written, in colours once they are loaded, with a button that copies it. */
import { copyText } from '../parts/copy-text.ts'
import { useApp, useWords } from '../state/app.ts'
import { ColouredText } from './coloured-text.tsx'
import './code-block.css'

/** Larger ones stay in one colour: nobody reads them here. */
const longest = 10_000

export function CodeBlock({ language, text }: { readonly language: string; readonly text: string }) {
  const app = useApp()
  const { t } = useWords()
  return (
    <div class="code-block" dir="ltr">
      <pre tabIndex={0}>
        <ColouredText language={language} text={text} longest={longest} />
      </pre>
      <button class="code-block__copy" type="button" onClick={() => void copyText(text, app)}>
        {t('message.copy')}
      </button>
    </div>
  )
}
