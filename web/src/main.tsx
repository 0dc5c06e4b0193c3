/** Where the page begins. */
import './styles/tokens.css'
import './styles/base.css'
import { render } from 'preact'
import { openKeep } from './connection/keep.ts'
import { loadShell } from './shell/load-shell.ts'
import { Page } from './shell/page.tsx'
import { Client } from './state/client.ts'
import { createPreferences, showPreferences } from './state/preferences.ts'

async function begin(root: HTMLElement): Promise<void> {
  const preferences = createPreferences(localStorage)
  showPreferences(preferences, document.documentElement)
  const client = new Client({
    preferences,
    keep: await openKeep(),
    // What fails to load is asked for again where it is shown.
    connecting: () => void loadShell().catch(() => undefined),
  })
  render(<Page client={client} />, root)
  await client.start()
  const worker = await client.worker()
  await worker.leaveLanguage(document.documentElement.lang)
}

const root = document.getElementById('app')
if (root !== null) void begin(root)
