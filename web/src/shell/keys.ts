/** What the keyboard does anywhere in the page. The list that `?` shows is made of the same table. */
import type { Client } from '../state/client.ts'
import type { Side } from '../state/overlay.ts'
import { pathOf } from '../state/own-channels.ts'
import type { panelWords } from '../words/en/panels.ts'
import { orderedChannels } from './ordered-channels.ts'

export interface Shortcut {
  readonly keys: string
  readonly about: Extract<keyof typeof panelWords, `shortcuts.${string}`>
}

interface PageKey extends Shortcut {
  readonly is: (event: KeyboardEvent) => boolean
  readonly run: (client: Client) => void
}

const command = (event: KeyboardEvent) => (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey
const alt = (event: KeyboardEvent, code: string) =>
  event.altKey && !event.ctrlKey && !event.metaKey && !event.shiftKey && event.code === code

export const pageKeys: readonly PageKey[] = [
  {
    keys: 'Ctrl+K',
    about: 'shortcuts.switch',
    is: (event) => command(event) && event.key.toLowerCase() === 'k',
    run: (client) => {
      client.overlay.value = client.overlay.peek()?.is === 'switcher' ? null : { is: 'switcher' }
    },
  },
  {
    keys: 'Alt+S',
    about: 'shortcuts.search',
    is: (event) => alt(event, 'KeyS'),
    run: (client) => toggleSide(client, 'search'),
  },
  {
    keys: 'Alt+M',
    about: 'shortcuts.members',
    is: (event) => alt(event, 'KeyM'),
    run: (client) => toggleSide(client, 'members'),
  },
  {
    keys: 'Alt+↓',
    about: 'shortcuts.next',
    is: (event) => alt(event, 'ArrowDown'),
    run: (client) => step(client, 1, () => true),
  },
  {
    keys: 'Alt+↑',
    about: 'shortcuts.previous',
    is: (event) => alt(event, 'ArrowUp'),
    run: (client) => step(client, -1, () => true),
  },
  {
    keys: 'Alt+U',
    about: 'shortcuts.unread',
    is: (event) => alt(event, 'KeyU'),
    run: (client) => step(client, 1, ({ unread }) => unread > 0),
  },
  {
    keys: 'Alt+C',
    about: 'shortcuts.browse',
    is: (event) => alt(event, 'KeyC'),
    run: (client) => client.go('/channels'),
  },
  {
    keys: 'Ctrl+,',
    about: 'shortcuts.settings',
    is: (event) => command(event) && event.key === ',',
    run: (client) => client.go('/settings'),
  },
  {
    keys: '?',
    about: 'shortcuts.this',
    is: (event) => (command(event) && event.key === '/') || (!isWriting(event) && event.key === '?'),
    run: (client) => {
      client.overlay.value = { is: 'shortcuts' }
    },
  },
]

/** Keys that other parts know. */
export const otherKeys: readonly Shortcut[] = [
  { keys: 'Esc', about: 'shortcuts.close' },
  { keys: 'Enter', about: 'shortcuts.send' },
  { keys: 'Shift+Enter', about: 'shortcuts.line' },
  { keys: '↑', about: 'shortcuts.edit-last' },
]

export function pressedInPage(event: KeyboardEvent, client: Client): void {
  if (event.defaultPrevented || event.isComposing) return
  const key = pageKeys.find((each) => each.is(event))
  if (key === undefined) return
  event.preventDefault()
  key.run(client)
}

function isWriting({ target }: KeyboardEvent): boolean {
  if (!(target instanceof HTMLElement)) return false
  return target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName)
}

export function toggleSide(client: Client, side: Side): void {
  client.side.value = client.side.peek() === side ? null : side
}

function step(client: Client, by: 1 | -1, suits: (own: { readonly unread: number }) => boolean): void {
  const { channels, directs } = orderedChannels(client.chat)
  const all = [...channels, ...directs]
  const self = client.self.peek()
  const at = all.findIndex(({ channel }) => channel.id === client.chat.current.peek())
  const start = at === -1 && by === -1 ? 0 : at
  const around = all.map((_, index) => all[(start + by * (index + 1) + all.length * 2) % all.length])
  const next = around.find((own) => own !== undefined && suits(own))
  if (next !== undefined && self !== null) client.go(pathOf(next.channel, self.id))
}
