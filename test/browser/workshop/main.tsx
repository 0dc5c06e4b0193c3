/** The log and the composer on a page of their own, with made-up messages. What it shows is chosen in its address. */
import '../../../web/src/styles/tokens.css'
import '../../../web/src/styles/base.css'
import './workshop.css'
import { signal } from '@preact/signals'
import { render } from 'preact'
import { Composer } from '../../../web/src/composer/composer.tsx'
import { CallFault, type Call } from '../../../web/src/connection/calls.ts'
import { MessageLog } from '../../../web/src/messages/message-log.tsx'
import { AppProvider, type App } from '../../../web/src/state/app.ts'
import { languageOf, loadWords } from '../../../web/src/words/words.ts'
import { createFakeView } from './fake-view.ts'
import { madeUpFiles } from './made-up.ts'

const asked = new URLSearchParams(location.search)
const total = Number(asked.get('total') ?? 300)
const fake = createFakeView({
  total,
  window: Number(asked.get('window') ?? total),
  unread: Number(asked.get('unread') ?? 0),
  files: asked.has('files') ? madeUpFiles : [],
  mayWrite: asked.has('closed') ? { ok: false, reason: 'This channel is archived.' } : { ok: true },
})
document.documentElement.dataset['theme'] = asked.get('theme') ?? 'light'
document.documentElement.dir = asked.get('dir') ?? 'ltr'

const calls: { name: string; input: unknown }[] = []
const said: string[] = []
const call: Call = (name, input) => {
  calls.push({ name, input })
  return Promise.reject(new CallFault({ code: 'no-server', message: 'there is no server here', details: {} }))
}

const words = await loadWords(languageOf([asked.get('language') ?? 'en']))
const app = {
  call,
  self: signal(fake.view.self),
  words: signal(words),
  timeFormat: signal('24'),
  reducedMotion: signal(false),
  channels: signal([]),
  online: signal(new Set<string>()),
  avatarOf: () => signal(null),
  messageLength: signal(4000),
  go: (path: string) => said.push(`go ${path}`),
  openDirect: () => undefined,
  showPerson: (name: string) => said.push(`person ${name}`),
  search: () => undefined,
  wordOf: (fault: unknown) => (fault instanceof Error ? fault.message : String(fault)),
  say: (text: string) => said.push(text),
  insertion: signal<string | null>(null),
} satisfies Record<string, unknown>

Object.assign(window, { workshop: { ...fake, app, calls, said } })
const root = document.getElementById('app')
if (root !== null)
  render(
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- only what the two parts use is there
    <AppProvider value={app as unknown as App}>
      <main class="workshop">
        <MessageLog channel={fake.view} />
        <Composer channel={fake.view} />
      </main>
    </AppProvider>,
    root,
  )
