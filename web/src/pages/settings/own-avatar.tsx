/** One's own picture: chosen, seen as others see it, removed. */
import { useRef } from 'preact/hooks'
import type { WireSelf } from '../../../../src/protocols/api/wire.ts'
import { putFile } from '../../connection/http.ts'
import { Avatar } from '../../parts/avatar.tsx'
import { Button } from '../../parts/button.tsx'
import { useTask } from '../../parts/form.tsx'
import { useWords } from '../../state/app.ts'
import { useClient } from '../../state/client-context.ts'
import { settingsWords } from '../../words/en/settings.ts'
import { squarePicture } from './square-picture.ts'
import './own-avatar.css'

export function OwnAvatar({ self }: { readonly self: WireSelf }) {
  const client = useClient()
  const { t } = useWords(settingsWords)
  const chosen = useRef<Blob | null>(null)
  const hasPicture = client.avatarOf(self.id).value !== null
  const { busy, problem, run } = useTask(async () => {
    const upload = chosen.current === null ? null : await bring(chosen.current)
    if (upload === undefined) return client.say(t('profile.avatar-unreadable'), 'error')
    const { avatar } = await client.call('user.set-avatar', { upload })
    client.avatars.put(self.id, avatar)
    client.say(t('app.saved'))
  })
  const change = (picture: Blob | null) => {
    chosen.current = picture
    void run()
  }
  return (
    <div class="own-avatar" role="group" aria-label={t('profile.avatar')}>
      <Avatar id={self.id} name={self.name} large />
      <div class="own-avatar__choices">
        <p>{t('profile.avatar-hint')}</p>
        <ChooseButton busy={busy} onChoose={change} />
        {hasPicture && (
          <Button disabled={busy} onClick={() => change(null)}>
            {t('profile.avatar-remove')}
          </Button>
        )}
        {problem !== '' && (
          <p class="form__problem" role="alert">
            {problem}
          </p>
        )}
      </div>
    </div>
  )
}

interface ChooseProps {
  readonly busy: boolean
  readonly onChoose: (file: File) => void
}

function ChooseButton({ busy, onChoose }: ChooseProps) {
  const { t } = useWords(settingsWords)
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <input
        ref={input}
        type="file"
        accept="image/*"
        hidden
        aria-label={t('profile.avatar-choose')}
        onChange={({ currentTarget }) => {
          const [file] = currentTarget.files ?? []
          if (file !== undefined) onChoose(file)
          // The same one may be chosen again.
          currentTarget.value = ''
        }}
      />
      <Button disabled={busy} onClick={() => input.current?.click()}>
        {t('profile.avatar-choose')}
      </Button>
    </>
  )
}

/** Answers the upload; undefined: it is no picture. */
async function bring(file: Blob): Promise<string | undefined> {
  const picture = await squarePicture(file)
  return picture === null ? undefined : putFile('avatar.png', picture)
}
