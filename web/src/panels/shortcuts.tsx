/** What the keyboard can do. */
import { Dialog } from '../parts/dialog.tsx'
import { otherKeys, pageKeys } from '../shell/keys.ts'
import { useWords } from '../state/app.ts'
import { panelWords } from '../words/en/panels.ts'
import './shortcuts.css'

export function Shortcuts({ onClose }: { readonly onClose: () => void }) {
  const { t } = useWords(panelWords)
  return (
    <Dialog title={t('shortcuts.title')} onClose={onClose}>
      <dl class="shortcuts">
        {[...pageKeys, ...otherKeys].map(({ keys, about }) => (
          <div key={keys} class="shortcuts__row">
            <dt>{t(about)}</dt>
            <dd>
              {keys.split('+').map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </Dialog>
  )
}
