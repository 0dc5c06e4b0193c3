/** What every row of one log needs: made once for each channel that is shown. */
import { computed, signal, type ReadonlySignal, type Signal } from '@preact/signals'
import type { ComponentType } from 'preact'
import { createEmojiBook } from '../emoji/emoji-book.ts'
import { BoundedCache } from '../markdown/bounded-cache.ts'
import { createParser } from '../markdown/parse.ts'
import type { Piece } from '../markdown/piece.ts'
import type { Surroundings } from '../markdown/render.tsx'
import type { App } from '../state/app.ts'
import type { ChannelView, ShownMessage } from '../state/channel-view.ts'
import { createMessageTimes, type MessageTimes } from './message-times.ts'

/** What is open over one of the messages; one thing at a time. */
export interface Opened {
  readonly id: string
  readonly what: 'reactions' | 'menu' | 'delete'
}

export interface Leaving {
  readonly from: number
  readonly place: DOMRect
}

export interface LogParts {
  readonly view: ChannelView
  readonly app: App
  readonly around: Surroundings
  readonly times: ReadonlySignal<MessageTimes>
  readonly opened: Signal<Opened | null>
  /** Where from, and beside what, another day is asked for. */
  readonly leaving: Signal<Leaving | null>
  /** The key of the row that was jumped to, for as long as it is marked. */
  readonly marked: Signal<string | null>
  /** Shows the files of a message; loaded with the first that has some. */
  readonly files: ReadonlySignal<FilesPart | null>
  loadFiles(): void
  /** The address of the picture or text that is looked at large. */
  readonly viewing: Signal<string | null>
  piecesOf(message: ShownMessage): readonly Piece[]
  /** Scrolls to a message, in the window or beyond it. */
  showMessage(id: string): void
  /** Tells people why something could not be done. */
  attempt(work: Promise<unknown>): void
}

export type FilesPart = ComponentType<{ readonly message: ShownMessage; readonly log: LogParts }>

const mostPieces = 2000

export function createLogParts(view: ChannelView, app: App, showMessage: (id: string) => void): LogParts {
  const parser = createParser()
  const files = signal<FilesPart | null>(null)
  let isLoading = false
  const cache = new BoundedCache<readonly Piece[]>(mostPieces)
  return {
    view,
    app,
    around: surroundingsOf(view, app),
    times: computed(() => createMessageTimes(app.words.value.language, app.timeFormat.value)),
    opened: signal(null),
    leaving: signal(null),
    marked: signal(null),
    files,
    viewing: signal(null),
    loadFiles() {
      if (isLoading) return
      isLoading = true
      import('../files/message-files.tsx').then(
        ({ MessageFiles }) => (files.value = MessageFiles),
        // The next message that has some asks again.
        () => (isLoading = false),
      )
    },
    showMessage,
    piecesOf: (message) =>
      cache.get(`${message.id} ${message.changedPosition} ${message.text.length}`, () =>
        message.kind === 'text' || message.kind === 'notice'
          ? parser.parse(message.text)
          : parser.parseLine(message.text),
      ),
    attempt: (work) => void work.catch((fault: unknown) => app.say(app.wordOf(fault), 'error')),
  }
}

function surroundingsOf({ ref, members, self }: ChannelView, app: App): Surroundings {
  return {
    people: computed(() => {
      const names = members.value.map(({ user }) => user.name)
      const both = ref.between?.map(({ name }) => name) ?? []
      return new Map([...names, ...both, self.name].map((name) => [name.toLowerCase(), name]))
    }),
    ownName: self.name.toLowerCase(),
    channels: computed(
      () =>
        new Map(
          app.channels.value
            .filter(({ channel }) => channel.kind !== 'direct')
            .map(({ channel }) => [channel.name.toLowerCase(), channel.name]),
        ),
    ),
    emoji: createEmojiBook(),
    showPerson: (name) => app.showPerson(name),
    go: (path) => app.go(path),
  }
}
