/** What those with a role on the server can do with somebody: kick, mute, ban. */
import type { WireProfile } from '../../../src/protocols/api/wire.ts'
import { Button } from '../parts/button.tsx'
import { useTask } from '../parts/form.tsx'
import { useWords } from '../state/app.ts'
import { useClient } from '../state/client-context.ts'
import { isOperator, outranks } from '../state/rights.ts'
import { SanctionForm } from './sanction-form.tsx'
import { panelWords } from '../words/en/panels.ts'

export function ServerActions({ profile }: { readonly profile: WireProfile }) {
  const client = useClient()
  const { t } = useWords(panelWords)
  const self = client.self.value
  if (self === null || !isOperator(self) || self.id === profile.id || !outranks(self, profile)) return null
  const { name } = profile
  return (
    <section class="person-card__part">
      <div class="person-card__actions">
        <SanctionForm
          open={t('person.kick')}
          submit={t('person.do-kick', { name })}
          times="required"
          onSubmit={async (chosen) => {
            await client.call('user.kick', { name, ...chosen })
            client.say(t('person.done-kick', { name }))
          }}
        />
        <Mute name={name} />
        <SanctionForm
          open={t('person.ban')}
          submit={t('person.do-ban', { name })}
          times="none"
          onSubmit={async ({ reason }) => {
            await client.call('user.ban', { subject: name, reason })
            client.say(t('person.done-ban', { name }))
          }}
        />
        <RemovePicture profile={profile} />
      </div>
    </section>
  )
}

function RemovePicture({ profile: { id, name } }: { readonly profile: WireProfile }) {
  const client = useClient()
  const { t } = useWords(panelWords)
  if (client.avatarOf(id).value === null) return null
  return (
    <SanctionForm
      open={t('person.avatar')}
      submit={t('person.do-avatar', { name })}
      times="none"
      onSubmit={async ({ reason }) => {
        await client.call('user.remove-avatar', { name, reason })
        client.say(t('person.done-avatar', { name }))
      }}
    />
  )
}

function Mute({ name }: { readonly name: string }) {
  const client = useClient()
  const { t } = useWords(panelWords)
  const lift = useTask(async () => {
    await client.call('user.unmute', { name })
    client.say(t('person.done-unmute', { name }))
  })
  return (
    <>
      <SanctionForm
        open={t('person.mute')}
        submit={t('person.do-mute', { name })}
        times="endless"
        onSubmit={async (chosen) => {
          await client.call('user.mute', { name, ...chosen })
          client.say(t('person.done-mute', { name }))
        }}
      />
      <Button disabled={lift.busy} onClick={() => void lift.run()}>
        {t('person.unmute')}
      </Button>
      {lift.problem !== '' && <p role="alert">{lift.problem}</p>}
    </>
  )
}
