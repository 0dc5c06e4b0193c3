/** What one is told of: on the desktop, when not, and by channel. */
import { Check } from '../../parts/field.tsx'
import { orderedChannels } from '../../shell/ordered-channels.ts'
import { LevelSelect } from '../../panels/edit-channel.tsx'
import { useWords } from '../../state/app.ts'
import { useClient } from '../../state/client-context.ts'
import { titleOf } from '../../state/own-channels.ts'
import { Push } from './push.tsx'
import { QuietHoursForm } from './quiet-hours.tsx'
import { settingsWords } from '../../words/en/settings.ts'

export function Notifications() {
  return (
    <>
      <Desktop />
      <Push />
      <QuietHoursForm />
      <ShowText />
      <Levels />
    </>
  )
}

function Desktop() {
  const { preferences } = useClient()
  const { t } = useWords(settingsWords)
  const { notify } = preferences
  const isPossible = 'Notification' in window
  const choose = async (wanted: boolean) => {
    const allowed = wanted && (await Notification.requestPermission()) === 'granted'
    notify.value = allowed
  }
  const isDenied = isPossible && Notification.permission === 'denied'
  return (
    <section class="sections__part">
      <Check
        label={t('notify.desktop')}
        checked={notify.value && isPossible && Notification.permission === 'granted'}
        disabled={!isPossible || isDenied}
        onChange={(is) => void choose(is)}
        {...(isPossible ? {} : { hint: t('notify.unsupported') })}
        {...(isDenied ? { hint: t('notify.denied') } : {})}
      />
    </section>
  )
}

function ShowText() {
  const { call, chat, complain } = useClient()
  const { t } = useWords(settingsWords)
  const { showText } = chat.notifications.value
  return (
    <section class="sections__part">
      <Check
        label={t('notify.text')}
        checked={showText}
        onChange={(is) => void call('user.set-notifications', { showText: is }).catch(complain)}
      />
    </section>
  )
}

function Levels() {
  const client = useClient()
  const { t } = useWords(settingsWords)
  const { channels, directs } = orderedChannels(client.chat)
  const all = [...channels, ...directs]
  return (
    <section class="sections__part">
      <h2>{t('notify.levels')}</h2>
      {all.length === 0 && <p>{t('notify.levels-none')}</p>}
      <ul>
        {all.map((own) => (
          <li key={own.channel.id} class="sections__row">
            <bdi class="sections__about">{titleOf(own.channel, client.self.value?.id ?? '')}</bdi>
            <LevelSelect own={own} bare />
          </li>
        ))}
      </ul>
    </section>
  )
}
