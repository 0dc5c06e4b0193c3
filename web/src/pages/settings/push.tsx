/** Being called when the page is closed: here, and which other browsers are. */
import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import type { WirePushSubscription } from '../../../../src/protocols/api/wire.ts'
import { Button } from '../../parts/button.tsx'
import { Check } from '../../parts/field.tsx'
import { useTask } from '../../parts/form.tsx'
import { useWords } from '../../state/app.ts'
import { useClient } from '../../state/client-context.ts'
import { browserOf } from './browser-name.ts'
import { settingsWords } from '../../words/en/settings.ts'

export function Push() {
  const client = useClient()
  const subscriptions = useSignal<readonly WirePushSubscription[]>([])
  const load = async () => {
    subscriptions.value = (await client.call('push.list', {})).subscriptions
  }
  const isOpen = client.connection.state.value.is === 'open'
  useEffect(() => {
    if (isOpen) load().catch(client.complain)
  }, [isOpen])
  return (
    <section class="sections__part">
      <Here onChange={load} />
      <h2>{useWords(settingsWords).t('notify.browsers')}</h2>
      <Browsers subscriptions={subscriptions.value} onChange={load} />
    </section>
  )
}

interface Changing {
  readonly onChange: () => Promise<void>
}

function Here({ onChange }: Changing) {
  const client = useClient()
  const { t } = useWords(settingsWords)
  const isPossible = isPushPossible()
  const isOn = client.isCalled.value
  const turn = useTask(async () => {
    const push = await client.push()
    if (isOn) await push.turnOff()
    else if (!(await push.turnOn())) client.say(t('notify.push-refused'), 'error')
    await onChange()
  })
  const test = useTask(async () => {
    await client.call('push.test', {})
    client.say(t('notify.push-tested'))
  })
  const problem = turn.problem === '' ? test.problem : turn.problem
  return (
    <>
      <Check
        label={t('notify.push')}
        checked={isOn}
        disabled={!isPossible || turn.busy}
        onChange={() => void turn.run()}
        hint={t(isPossible ? 'notify.push-hint' : 'notify.push-unsupported')}
      />
      {isOn && (
        <Button disabled={test.busy} onClick={() => void test.run()}>
          {t('notify.push-test')}
        </Button>
      )}
      {problem !== '' && <p role="alert">{problem}</p>}
    </>
  )
}

function Browsers({
  subscriptions,
  onChange,
}: Changing & { readonly subscriptions: readonly WirePushSubscription[] }) {
  const { t } = useWords(settingsWords)
  if (subscriptions.length === 0) return <p>{t('notify.browsers-none')}</p>
  return (
    <ul>
      {subscriptions.map((each) => (
        <Row key={each.token} subscription={each} onChange={onChange} />
      ))}
    </ul>
  )
}

function Row({
  subscription: { token, name: agent, current },
  onChange,
}: Changing & { readonly subscription: WirePushSubscription }) {
  const client = useClient()
  const { t } = useWords(settingsWords)
  const name = browserOf(agent)
  const { busy, run } = useTask(async () => {
    if (current) await (await client.push()).turnOff()
    else await client.call('push.unsubscribe', { token })
    await onChange()
  })
  return (
    <li class="sections__row">
      <div class="sections__about">
        <bdi title={agent}>{name}</bdi>
        {current && <small>{t('notify.this')}</small>}
      </div>
      <Button disabled={busy} onClick={() => void run()} aria-label={t('notify.end-of', { name })}>
        {t('notify.end')}
      </Button>
    </li>
  )
}

function isPushPossible(): boolean {
  return 'serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window
}
