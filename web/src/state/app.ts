/** What every part of the client can reach: the calls, who one is, the words, where one is, and what can be opened. */
import type { ReadonlySignal, Signal } from '@preact/signals'
import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import type { WireOwnChannel, WireSelf } from '../../../src/protocols/api/wire.ts'
import type { Call } from '../connection/calls.ts'
import type { TimeFormat } from './preferences.ts'
import type { Catalogue, FirstWords, Words } from '../words/words.ts'

export interface App {
  readonly call: Call
  /** Who one is signed in as; null before. */
  readonly self: ReadonlySignal<WireSelf | null>
  readonly words: ReadonlySignal<Words>
  readonly timeFormat: ReadonlySignal<TimeFormat>
  readonly reducedMotion: ReadonlySignal<boolean>
  /** One's channels and private conversations, with what is unread. */
  readonly channels: ReadonlySignal<readonly WireOwnChannel[]>
  /** Ids of those who are here now. */
  readonly online: ReadonlySignal<ReadonlySet<string>>
  /** What somebody is shown by, by their id: a path of the server, or null. */
  avatarOf(user: string): ReadonlySignal<string | null>
  /** Messages at most this long, from the server. */
  readonly messageLength: ReadonlySignal<number>
  /** Goes to a path of this client: `/c/general`, `/d/john`, `/c/general/MESSAGE_ID`. */
  go(path: string): void
  /** Goes where one writes to somebody in private, whether anything has been said there or not. */
  openDirect(name: string): void
  /** Opens the card of a person. */
  showPerson(name: string): void
  /** Opens the search with these words. */
  search(words: string): void
  /** What went wrong, in the reader's words: for errors of `call`. */
  wordOf(error: unknown): string
  /** A line at the edge of the page that goes by itself. */
  say(text: string, kind?: 'plain' | 'error'): void
  /** The text that waits for the composer, set by others ("mention", "reply"). */
  readonly insertion: Signal<string | null>
}

const AppContext = createContext<App | null>(null)
export const AppProvider = AppContext.Provider

export function useApp(): App {
  const app = useContext(AppContext)
  if (app === null) throw new Error('outside of the app')
  return app
}

/**
 * The texts in the reader's language; whoever uses them is drawn again when it changes. A part that is loaded later
 * names the English texts that it brings along.
 */
export function useWords(): Words
export function useWords<More extends Catalogue>(more: More): Words<FirstWords & More>
export function useWords(more?: Catalogue): Words {
  const words = useApp().words.value
  return more === undefined ? words : words.with(more)
}
