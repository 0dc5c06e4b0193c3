/** The way in: one form to sign in or to register, by what this server allows. */
import { useSignal, type Signal } from '@preact/signals'
import { Eye, EyeOff } from 'lucide'
import type { WireServer } from '../../../src/protocols/api/wire.ts'
import { enter } from '../connection/http.ts'
import { Button, IconButton } from '../parts/button.tsx'
import { Field } from '../parts/field.tsx'
import { Form } from '../parts/form.tsx'
import { useWords } from '../state/app.ts'
import { useClient } from '../state/client-context.ts'
import { entranceWords } from '../words/en/entrance.ts'
import './entrance.css'

export function Entrance({ server }: { readonly server: WireServer }) {
  const { t } = useWords(entranceWords)
  const mayRegister = server.registration !== 'closed'
  const isNew = useSignal(server.isEmpty && mayRegister)
  return (
    <main class="entrance">
      <div class="entrance__card">
        <header class="entrance__head">
          <img src="/icon.svg" alt="" width="40" height="40" />
          <h1>{t(isNew.value ? 'entrance.title-new' : 'entrance.title', { server: server.name })}</h1>
        </header>
        {server.motd !== '' && <p class="entrance__motd">{server.motd}</p>}
        {server.isEmpty && <FirstHint />}
        <Credentials server={server} isNew={isNew} />
        {!mayRegister && <p class="field__hint">{t('entrance.closed')}</p>}
      </div>
    </main>
  )
}

/** Whoever comes first looks after the server; the role is given at the console only. */
function FirstHint() {
  const { t } = useWords(entranceWords)
  return (
    <aside class="entrance__first">
      <strong>{t('entrance.first')}</strong>
      <p>{t('entrance.first-hint')}</p>
      <code>npx parlance admin grant {t('entrance.your-name')} admin</code>
    </aside>
  )
}

function Credentials({ server, isNew }: { readonly server: WireServer; readonly isNew: Signal<boolean> }) {
  const client = useClient()
  const filled = useFilled()
  const submit = async () => {
    const { name, password, invite, email } = filled
    const who = { name: name.value.trim(), password: password.value }
    if (isNew.value) {
      await enter('user.register', {
        ...who,
        ...(invite.value === '' ? {} : { invite: invite.value.trim() }),
        ...(email.value === '' ? {} : { email: email.value.trim() }),
      })
      client.isFirst.value = server.isEmpty
    } else await enter('user.sign-in', who)
    client.connect({ asGuest: false })
  }
  return (
    <Form onSubmit={submit}>
      {(busy) => (
        <>
          <Fields server={server} filled={filled} isNew={isNew.value} />
          <Ways server={server} isNew={isNew} busy={busy} />
        </>
      )}
    </Form>
  )
}

function useFilled() {
  return { name: useSignal(''), password: useSignal(''), invite: useSignal(''), email: useSignal('') }
}

interface FieldsProps {
  readonly server: WireServer
  readonly filled: ReturnType<typeof useFilled>
  readonly isNew: boolean
}

function Fields({ server, filled, isNew }: FieldsProps) {
  const { t } = useWords(entranceWords)
  return (
    <>
      <Field
        {...bound(filled.name)}
        label={t('entrance.name')}
        name="username"
        autoComplete="username"
        maxLength={64}
        autoFocus
        required
      />
      <Password value={filled.password} server={server} isNew={isNew} />
      {isNew && server.registration === 'invite' && (
        <Field
          {...bound(filled.invite)}
          label={t('entrance.invite')}
          hint={t('entrance.invite-hint')}
          autoComplete="off"
          required
        />
      )}
      {isNew && server.emailRequired && (
        <Field
          {...bound(filled.email)}
          label={t('entrance.email')}
          type="email"
          autoComplete="email"
          required
        />
      )}
    </>
  )
}

function bound(value: Signal<string>) {
  return {
    value: value.value,
    onInput: (text: string) => {
      value.value = text
    },
  }
}

interface PasswordProps {
  readonly value: Signal<string>
  readonly server: WireServer
  readonly isNew: boolean
}

function Password({ value, server, isNew }: PasswordProps) {
  const { t } = useWords(entranceWords)
  const isShown = useSignal(false)
  return (
    <Field
      {...bound(value)}
      label={t('entrance.password')}
      name="password"
      type={isShown.value ? 'text' : 'password'}
      autoComplete={isNew ? 'new-password' : 'current-password'}
      hint={isNew ? t('entrance.password-hint', { min: server.limits.passwordMin }) : undefined}
      required
      beside={
        <IconButton
          icon={isShown.value ? EyeOff : Eye}
          label={t(isShown.value ? 'entrance.hide-password' : 'entrance.show-password')}
          onClick={() => {
            isShown.value = !isShown.value
          }}
        />
      }
    />
  )
}

interface WaysProps {
  readonly server: WireServer
  readonly isNew: Signal<boolean>
  readonly busy: boolean
}

function Ways({ server, isNew, busy }: WaysProps) {
  const { t } = useWords(entranceWords)
  const client = useClient()
  const mayRegister = server.registration !== 'closed'
  const turn = () => {
    isNew.value = !isNew.value
  }
  return (
    <div class="entrance__ways">
      <Button look="main" type="submit" disabled={busy}>
        {t(isNew.value ? 'entrance.register' : 'entrance.sign-in')}
      </Button>
      {mayRegister && (
        <Button look="quiet" onClick={turn}>
          {t(isNew.value ? 'entrance.have-one' : 'entrance.have-none')}
        </Button>
      )}
      {server.guests && (
        <Button look="quiet" onClick={() => client.connect({ asGuest: true })}>
          {t('entrance.as-guest')}
        </Button>
      )}
    </div>
  )
}
