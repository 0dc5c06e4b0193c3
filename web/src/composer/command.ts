/** What a command of the composer is. */
import type { App } from '../state/app.ts'
import type { ChannelView } from '../state/channel-view.ts'
import { commandWords } from '../words/en/commands.ts'
import type { FirstWords, TextKey, Words } from '../words/words.ts'
import { takeWords } from './command-line.ts'

export interface CommandContext {
  readonly view: ChannelView
  readonly app: App
  /** The id of the message that is being answered. */
  readonly replyTo: string | null
  /** Marks a message as this very one, so that it is never posted twice. */
  readonly newTag: () => string
}

/** `said`: lines for whoever wrote it, and nobody else. `usage`: it was not written as it has to be. */
export type CommandAnswer =
  | { readonly kind: 'done' }
  | { readonly kind: 'said'; readonly lines: readonly string[] }
  | { readonly kind: 'usage' }

export interface Command {
  readonly name: string
  readonly usage: string
  readonly about: TextKey<typeof commandWords>
  /** Not in private conversations. */
  readonly channelOnly?: true
  /** Rejects with a `CallFault` where the server refuses: what was written stays then. */
  readonly run: (rest: string, context: CommandContext) => Promise<CommandAnswer>
}

/** The texts of commands: they come with them, when somebody begins to write one. */
export function textsOf({ words }: Pick<App, 'words'>): Words<FirstWords & typeof commandWords> {
  return words.value.with(commandWords)
}

export const done: CommandAnswer = { kind: 'done' }
export const usage: CommandAnswer = { kind: 'usage' }

export function said(...lines: readonly string[]): CommandAnswer {
  return { kind: 'said', lines }
}

/** Runs a command that is about somebody, who is written first; `rest` is what stands behind. */
export function aboutSomebody(
  run: (name: string, context: CommandContext, rest: string) => Promise<CommandAnswer>,
): Command['run'] {
  return async (written, context) => {
    const { words, rest } = takeWords(written, 1)
    const [word = ''] = words
    return word === '' ? usage : run(personName(word), context, rest)
  }
}

/** Names are often written as they are mentioned. */
export function personName(word: string): string {
  return word.startsWith('@') ? word.slice(1) : word
}

export function hashed(name: string): string {
  return name.startsWith('#') ? name : `#${name}`
}

export function channelPath(name: string): string {
  return `/c/${encodeURIComponent(name.replace(/^#/, ''))}`
}
