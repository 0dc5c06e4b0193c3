/** Who one is: display name, absence, how one is found, the password, and the way out. */
import { useSignal } from '@preact/signals'
import { Button } from '../../parts/button.tsx'
import { Check, Field } from '../../parts/field.tsx'
import { Form, useTask } from '../../parts/form.tsx'
import { LineForm } from '../../parts/line-form.tsx'
import { SureButton } from '../../parts/sure-button.tsx'
import { useWords } from '../../state/app.ts'
import type { Client } from '../../state/client.ts'
import { useClient } from '../../state/client-context.ts'
import { hasDrafts } from '../../state/draft.ts'
import { OwnAvatar } from './own-avatar.tsx'
import { settingsWords } from '../../words/en/settings.ts'

export function Profile() {
  const client = useClient()
  const { t } = useWords(settingsWords)
  const self = client.self.value
  if (self === null) return null
  return (
    <>
      <section class="sections__part">
        <h2>{self.name}</h2>
        {self.role !== 'none' && <p>{t(`server-role.${self.role}`)}</p>}
        {self.kind === 'person' && <OwnAvatar self={self} />}
        <LineForm
          label={t('profile.display-name')}
          hint={t('profile.display-name-hint')}
          value={self.displayName ?? ''}
          maxLength={64}
          onSave={async (displayName) => {
            await client.call('user.set-display-name', { displayName })
          }}
        />
        <LineForm
          label={t('profile.away')}
          hint={t('profile.away-hint')}
          value={self.awayText ?? ''}
          maxLength={200}
          onSave={async (text) => {
            await client.call('presence.set-away', { text })
          }}
        />
      </section>
      <Found />
      {self.kind === 'person' && <Password />}
      <SignOut />
    </>
  )
}

const choices = ['invisible', 'accountsOnly', 'oneClient', 'bot'] as const

function Found() {
  const client = useClient()
  const { t } = useWords(settingsWords)
  const self = client.self.value
  if (self === null) return null
  return (
    <section class="sections__part">
      <h2>{t('profile.found')}</h2>
      {choices.map((setting) => (
        <Check
          key={setting}
          label={t(`profile.${setting}`)}
          checked={self.settings[setting]}
          onChange={(value) =>
            void client.call('user.change-setting', { setting, value }).catch(client.complain)
          }
        />
      ))}
    </section>
  )
}

function Password() {
  const client = useClient()
  const { t } = useWords(settingsWords)
  const current = useSignal('')
  const password = useSignal('')
  const change = async () => {
    await client.call('user.change-password', { current: current.value, password: password.value })
    current.value = password.value = ''
    client.say(t('profile.changed'))
  }
  return (
    <section class="sections__part">
      <h2>{t('profile.password')}</h2>
      <Form label={t('profile.password')} onSubmit={change}>
        {(busy) => (
          <>
            <Field
              label={t('profile.current')}
              type="password"
              autoComplete="current-password"
              value={current.value}
              onInput={(text) => (current.value = text)}
            />
            <Field
              label={t('profile.new')}
              hint={t('profile.password-hint', { min: client.server.value?.limits.passwordMin ?? 8 })}
              type="password"
              autoComplete="new-password"
              value={password.value}
              onInput={(text) => (password.value = text)}
            />
            <Button type="submit" disabled={busy || current.value === '' || password.value === ''}>
              {t('profile.change')}
            </Button>
          </>
        )}
      </Form>
    </section>
  )
}

/** Nothing of somebody who signs out stays here: where that would lose what they wrote, they are asked. */
function SignOut() {
  const client = useClient()
  const { t } = useWords(settingsWords)
  const signOut = () => client.signOut()
  const { busy, run } = useTask(signOut)
  const label = t('profile.sign-out')
  const [question, yes] = [t('profile.sign-out-question'), t('profile.sign-out-anyway')]
  return (
    <section class="sections__part">
      {hasUnsent(client) ? (
        <SureButton label={label} name={label} question={question} yes={yes} onSure={signOut} />
      ) : (
        <Button look="danger" disabled={busy} onClick={() => void run()}>
          {label}
        </Button>
      )}
    </section>
  )
}

function hasUnsent({ self, chat }: Client): boolean {
  const isOnItsWay = chat.outbox.entries.value.some(({ stored }) => stored === null)
  return isOnItsWay || (self.value !== null && hasDrafts(localStorage, self.value.id))
}
