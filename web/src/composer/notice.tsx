/** Lines for whoever writes, and nobody else: what a command answered, or why nothing was sent. */
import { X } from 'lucide'
import { Icon } from '../parts/icon.tsx'
import { useWords } from '../state/app.ts'
import type { ComposerController } from './composer-controller.ts'
import './notice.css'

export function Notice({ composer }: { readonly composer: ComposerController }) {
  const { t } = useWords()
  const lines = composer.notice.value
  return (
    <div role="status" class="notice">
      {lines.length > 0 && (
        <div class="notice__lines">
          <div class="notice__text">
            {lines.map((line) => (
              <p key={line} dir="auto">
                {line}
              </p>
            ))}
          </div>
          <button
            type="button"
            class="notice__close"
            aria-label={t('composer.cancel')}
            onClick={() => (composer.notice.value = [])}
          >
            <Icon node={X} />
          </button>
        </div>
      )}
    </div>
  )
}
