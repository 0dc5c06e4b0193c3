/** The English texts that are there from the start. Those of a part that is loaded later come with it: see `useWords`. */
import { composerWords } from './en/composer.ts'
import { messageWords } from './en/messages.ts'
import { shellWords } from './en/shell.ts'

export const firstWords = { ...shellWords, ...messageWords, ...composerWords } as const
