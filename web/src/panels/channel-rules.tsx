/** The settings of a channel, each set as soon as it is chosen. */
import type { WireChannelSettings, WireOwnChannel } from '../../../src/protocols/api/wire.ts'
import type { Input } from '../connection/calls.ts'
import { Check } from '../parts/field.tsx'
import { LineForm } from '../parts/line-form.tsx'
import { useWords } from '../state/app.ts'
import { useClient } from '../state/client-context.ts'
import { panelWords } from '../words/en/panels.ts'

const switches = [
  'moderated',
  'inviteOnly',
  'secret',
  'topicLocked',
  'membersOnly',
  'accountsOnly',
  'accountsSpeak',
  'noCtcp',
  'noPreviews',
] as const satisfies readonly (keyof WireChannelSettings)[]

/** A private channel stays so. */
const fixedOfPrivate: readonly string[] = ['inviteOnly', 'secret']

export function ChannelRules({ own: { channel } }: { readonly own: WireOwnChannel }) {
  const client = useClient()
  const { t } = useWords(panelWords)
  const { settings } = channel
  const change = async (change: Input<'channel.change-setting'>['change']) => {
    await client.call('channel.change-setting', { channel: channel.id, change })
  }
  return (
    <>
      <fieldset>
        <legend>{t('edit.who-writes')}</legend>
        {switches.map((setting) => (
          <Check
            key={setting}
            label={t(`edit.${setting}`)}
            checked={settings[setting]}
            disabled={channel.kind === 'private' && fixedOfPrivate.includes(setting)}
            onChange={(value) => void change({ setting, value }).catch(client.complain)}
          />
        ))}
      </fieldset>
      <LineForm
        label={t('edit.key')}
        hint={t('edit.key-hint')}
        value={settings.key ?? ''}
        onSave={(text) => change({ setting: 'key', value: text === '' ? null : text })}
      />
      <LineForm
        label={t('edit.userLimit')}
        hint={t('edit.limit-hint')}
        value={settings.userLimit === null ? '' : String(settings.userLimit)}
        onSave={(text) => change({ setting: 'userLimit', value: text === '' ? null : Number(text) })}
      />
    </>
  )
}
