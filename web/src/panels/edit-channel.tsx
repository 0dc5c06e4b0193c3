/** Everything about a channel that can be looked up or changed, by what one may do in it. */
import type { WireLevel, WireOwnChannel } from '../../../src/protocols/api/wire.ts'
import { Button } from '../parts/button.tsx'
import { Dialog } from '../parts/dialog.tsx'
import { Select } from '../parts/field.tsx'
import { useTask } from '../parts/form.tsx'
import { useWords } from '../state/app.ts'
import { useClient } from '../state/client-context.ts'
import { titleOf } from '../state/own-channels.ts'
import { governs } from '../state/rights.ts'
import { ChannelEnd, ChannelName, ChannelTopic } from './channel-forms.tsx'
import { ChannelRules } from './channel-rules.tsx'
import { panelWords } from '../words/en/panels.ts'
import './edit-channel.css'

interface Shown {
  readonly channel: string
  readonly onClose: () => void
}

export function EditChannel({ channel: id, onClose }: Shown) {
  const client = useClient()
  const { t } = useWords(panelWords)
  const own = client.chat.channels.get(id)
  const self = client.self.value
  if (own === undefined || self === null) return null
  const isDirect = own.channel.kind === 'direct'
  const title = isDirect ? titleOf(own.channel, self.id) : t('edit.title', { channel: own.channel.name })
  return (
    <Dialog title={title} onClose={onClose}>
      <div class="edit-channel">
        {!isDirect && <ChannelTopic own={own} />}
        <LevelSelect own={own} />
        {!isDirect && governs(own, self, 'moderator') && <ChannelRules own={own} />}
        {!isDirect && governs(own, self, 'owner') && <ChannelName own={own} />}
        {!isDirect && governs(own, self, 'owner') && <ChannelEnd own={own} />}
        {!isDirect && <Ways own={own} onClose={onClose} />}
      </div>
    </Dialog>
  )
}

/** What of a channel one is told of. */
export function LevelSelect({
  own,
  bare = false,
}: {
  readonly own: WireOwnChannel
  readonly bare?: boolean
}) {
  const client = useClient()
  const { t } = useWords(panelWords)
  const { channel, membership } = own
  const levels: readonly WireLevel[] = ['all', 'mentions', 'none']
  const choose = (level: WireLevel) => {
    const set = async () => {
      await client.call('channel.set-level', { channel: channel.id, level })
      client.chat.channels.change(channel.id, (now) => ({ membership: { ...now.membership, level } }))
    }
    set().catch(client.complain)
  }
  const title = titleOf(channel, client.self.value?.id ?? '')
  return (
    <Select
      label={bare ? t('level.of', { channel: title }) : t('header.level')}
      bare={bare}
      value={membership.level}
      onChoose={choose}
      options={levels.map((value) => ({ value, label: t(`level.${value}`) }))}
    />
  )
}

function Ways({ own, onClose }: { readonly own: WireOwnChannel; readonly onClose: () => void }) {
  const client = useClient()
  const { t } = useWords(panelWords)
  const { id, name } = own.channel
  const self = client.self.value
  const leave = useTask(async () => {
    await client.call('channel.leave', { channel: id })
    client.chat.channels.drop(id)
    onClose()
    client.say(t('channel.left', { name }))
    client.router.replace('/')
  })
  const invite = () => {
    client.overlay.value = { is: 'invite', channel: id }
  }
  const webhooks = () => {
    client.overlay.value = { is: 'webhooks', channel: id }
  }
  const pins = () => {
    client.side.value = 'pins'
    onClose()
  }
  return (
    <div class="form__actions">
      <Button onClick={pins}>{t('header.pins')}</Button>
      <Button onClick={invite}>{t('header.invite')}</Button>
      {self !== null && governs(own, self, 'moderator') && (
        <Button onClick={webhooks}>{t('edit.webhooks')}</Button>
      )}
      <Button look="danger" disabled={leave.busy} onClick={() => void leave.run()}>
        {t('header.leave')}
      </Button>
      {leave.problem !== '' && <p role="alert">{leave.problem}</p>}
    </div>
  )
}
