/** How much more fits, once it matters. */
import { useWords } from '../state/app.ts'
import type { ComposerController } from './composer-controller.ts'

const near = 200

export function LengthCount({ composer }: { readonly composer: ComposerController }) {
  const { n } = useWords()
  const left = composer.app.messageLength.value - composer.length.value
  return (
    <span class={`composer__count${left < 0 ? ' composer__count_over' : ''}`} role="status">
      {left < 0 ? n('composer.too-long', -left) : left <= near ? n('composer.left', left) : ''}
    </span>
  )
}
