/** A channel without a server: everything one asks of it happens at once, or as the page's address says. */
import { signal } from '@preact/signals'
import type { WireMember, WireUpload } from '../../../src/protocols/api/wire.ts'
import type { ChannelView, MayWrite, ShownMessage } from '../../../web/src/state/channel-view.ts'
import { makeMessage, makeMessages, people } from './made-up.ts'

export interface FakeSettings {
  /** How many messages there are, and how many of them are in the window at first. */
  readonly total: number
  readonly window: number
  readonly unread: number
  readonly mayWrite: MayWrite
  /** Those of the newest message. */
  readonly files: readonly WireUpload[]
}

declare global {
  interface Window {
    /** For tests: what the page was made with, and what it said. */
    readonly workshop: ReturnType<typeof createFakeView> & { readonly said: readonly string[] }
  }
}

const page = 100
/** How long a page takes to come, in milliseconds. */
const delay = 150

export function createFakeView({ total, window: size, unread, mayWrite, files }: FakeSettings) {
  const start = Date.UTC(2026, 0, 1)
  const [self] = people
  if (self === undefined) throw new Error('nobody')
  const made = makeMessages(Math.max(1, total - size + 1), total, start)
  const messages = signal<readonly ShownMessage[]>(
    made.map((message) => (message.position === total ? { ...message, uploads: [...files] } : message)),
  )
  const hasOlder = signal(total > size)
  const hasNewer = signal(false)
  const landing = signal<string | null>(null)
  const change = (id: string, made: (message: ShownMessage) => ShownMessage): Promise<void> => {
    messages.value = messages.value.map((message) => (message.id === id ? made(message) : message))
    return Promise.resolve()
  }
  const newest = (): number => messages.value.at(-1)?.position ?? 0
  let tags = 0
  const view: ChannelView = {
    ref: { id: 'channel-1', kind: 'public', name: 'general', between: null },
    self: {
      ...self,
      displayName: null,
      kind: 'person',
      role: 'none',
      awayText: null,
      settings: { invisible: false, bot: false, accountsOnly: false, oneClient: false },
    },
    messages,
    state: signal('here' as const),
    hasOlder,
    async loadOlder() {
      await new Promise((resolve) => setTimeout(resolve, delay))
      const first = messages.value[0]?.position ?? 1
      const from = Math.max(1, first - page)
      messages.value = [...makeMessages(from, first - 1, start), ...messages.value]
      hasOlder.value = from > 1
    },
    hasNewer,
    async loadNewer() {
      await new Promise((resolve) => setTimeout(resolve, delay))
      const until = Math.min(total, newest() + page)
      messages.value = [...messages.value, ...makeMessages(newest() + 1, until, start)]
      hasNewer.value = until < total
    },
    async jumpTo(place) {
      const position =
        'message' in place
          ? Number(place.message.replace('message-', ''))
          : Math.max(1, Math.ceil((place.time - start) / 60_000))
      messages.value = makeMessages(Math.max(1, position - 50), Math.min(total, position + 50), start)
      hasOlder.value = position > 51
      hasNewer.value = position + 50 < total
      landing.value = `message-${position}`
    },
    async jumpToNewest() {
      messages.value = makeMessages(Math.max(1, total - page), total, start)
      hasOlder.value = true
      hasNewer.value = false
    },
    landing,
    readPosition: signal(total - unread),
    newSince: signal(total - unread),
    members: signal(people.map(memberOf)),
    typing: signal<readonly string[]>([]),
    mayWrite: signal(mayWrite),
    mayModerate: signal(true),
    pins: signal<ReadonlySet<string>>(new Set()),
    send(text, options = {}) {
      const message = makeMessage(newest() + 1, start)
      const clientTag = `tag-${++tags}`
      messages.value = [
        ...messages.value,
        {
          ...message,
          id: text === 'fail' ? clientTag : message.id,
          author: self,
          text,
          clientTag,
          kind: options.kind ?? 'text',
          replyTo: options.replyTo ?? null,
          editedAt: null,
          deletedAt: null,
          reactions: [],
          ...(text === 'fail' ? { pending: 'failed' as const } : {}),
          ...(text === 'slow' ? { pending: 'sending' as const } : {}),
        },
      ]
    },
    files: {
      bringing: signal(null),
      voice: signal(null),
      open: () => Promise.reject(new Error('there is no server here')),
    },
    retry() {},
    sendWithout() {},
    discard(clientTag) {
      messages.value = messages.value.filter((message) => message.clientTag !== clientTag)
    },
    edit: (id, text) =>
      change(id, (message) => ({
        ...message,
        text,
        editedAt: Date.now(),
        changedPosition: message.changedPosition + 1,
      })),
    remove: (id) => change(id, (message) => ({ ...message, text: '', deletedAt: Date.now() })),
    react: (id, sign) =>
      change(id, (message) => ({
        ...message,
        reactions: [...message.reactions, { reaction: sign, users: [self] }],
      })),
    unreact: (id, sign) =>
      change(id, (message) => ({
        ...message,
        reactions: message.reactions.filter(({ reaction }) => reaction !== sign),
      })),
    pin: () => Promise.resolve(),
    startTyping() {},
    markRead() {},
    draft: signal(''),
  }
  /** Somebody else says something. */
  const hear = (text: string): void => {
    const message = makeMessage(newest() + 1, start)
    messages.value = [
      ...messages.value,
      {
        ...message,
        author: people[1] ?? self,
        kind: 'text',
        text,
        deletedAt: null,
        editedAt: null,
        replyTo: null,
        reactions: [],
      },
    ]
  }
  /** Others have said so many things meanwhile: all of them come at once, and what was there comes anew. */
  const miss = (count: number): void => {
    const held = messages.value.map((message) => ({ ...message }))
    messages.value = [...held, ...makeMessages(newest() + 1, newest() + count, start)]
  }
  return { view, hear, miss, messages }
}

function memberOf(user: (typeof people)[number]): WireMember {
  return {
    user,
    displayName: null,
    awayText: null,
    role: 'member',
    voiced: false,
    online: true,
    serverRole: 'none',
    bot: false,
  }
}
