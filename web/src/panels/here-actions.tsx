/** What whoever governs a channel can do with one of its members: another role, or out. */
import type { WireChannelRole, WireMember, WireOwnChannel } from '../../../src/protocols/api/wire.ts'
import { Select } from '../parts/field.tsx'
import { useWords } from '../state/app.ts'
import { useClient } from '../state/client-context.ts'
import { channelRoles, governs } from '../state/rights.ts'
import { SanctionForm } from './sanction-form.tsx'
import { panelWords } from '../words/en/panels.ts'

interface Shown {
  readonly own: WireOwnChannel
  readonly member: WireMember
}

export function HereActions({ own, member }: Shown) {
  const client = useClient()
  const self = client.self.value
  if (self === null || !governs(own, self, 'halfop')) return null
  return (
    <section class="person-card__part">
      <RoleSelect own={own} member={member} />
      {member.user.id !== self.id && <Removal own={own} member={member} />}
    </section>
  )
}

function RoleSelect({ own, member }: Shown) {
  const client = useClient()
  const { t } = useWords(panelWords)
  const { channel } = own
  const choose = (role: WireChannelRole) => {
    client
      .call('channel.set-member-role', { channel: channel.id, user: member.user.name, role })
      .catch(client.complain)
  }
  return (
    <Select
      label={t('person.role-here', { channel: channel.name })}
      value={member.role}
      onChoose={choose}
      options={channelRoles.map((value) => ({ value, label: t(`role.${value}`) }))}
    />
  )
}

function Removal({ own: { channel }, member: { user } }: Shown) {
  const client = useClient()
  const { t } = useWords(panelWords)
  return (
    <SanctionForm
      open={t('person.remove-from', { channel: channel.name })}
      submit={t('person.do-remove', { name: user.name })}
      times="optional"
      onSubmit={async ({ seconds, reason }) => {
        await client.call('channel.remove-member', { channel: channel.id, user: user.name, seconds, reason })
        client.say(t('person.done-remove', { name: user.name, channel: channel.name }))
      }}
    />
  )
}
