/** What is offered for the word being typed, above the field; the keyboard stays in the field. */
import { useWords } from '../state/app.ts'
import type { ComposerController } from './composer-controller.ts'
import './completion-list.css'

export const optionId = 'composer-option-'

export function CompletionList({ composer }: { readonly composer: ComposerController }) {
  const { t } = useWords()
  const offered = composer.offered.value
  if (offered.length === 0) return null
  return (
    <ul id={`${optionId}list`} class="completion-list" role="listbox" aria-label={t('composer.completions')}>
      {offered.map((candidate, index) => (
        <li
          key={candidate.text + candidate.name}
          id={`${optionId}${index}`}
          role="option"
          aria-selected={index === composer.chosen.value}
          // Before the field loses the keyboard.
          onPointerDown={(event) => {
            event.preventDefault()
            composer.choose(candidate)
          }}
          onPointerMove={() => (composer.chosen.value = index)}
        >
          {candidate.sign !== undefined && <span class="completion-list__sign">{candidate.sign}</span>}
          <span class="completion-list__name" dir="ltr">
            {candidate.sign === undefined ? candidate.text : `:${candidate.name}:`}
          </span>
          {candidate.note !== undefined && (
            <span class="completion-list__note" dir="auto">
              {candidate.note}
            </span>
          )}
        </li>
      ))}
    </ul>
  )
}
