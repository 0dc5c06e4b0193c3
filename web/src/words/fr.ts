/** Every text of the client in French. */
import type { en } from './en.ts'
import { commandWords } from './fr/commands.ts'
import { composerWords } from './fr/composer.ts'
import { emojiWords } from './fr/emoji.ts'
import { entranceWords } from './fr/entrance.ts'
import { fileWords } from './fr/files.ts'
import { messageWords } from './fr/messages.ts'
import { moderationWords } from './fr/moderation.ts'
import { panelWords } from './fr/panels.ts'
import { previewWords } from './fr/previews.ts'
import { settingsWords } from './fr/settings.ts'
import { shellWords } from './fr/shell.ts'
import { voiceWords } from './fr/voice.ts'
import { webhookWords } from './fr/webhooks.ts'
import type { Translation } from './words.ts'

export const fr: Translation<typeof en> = {
  ...shellWords,
  ...messageWords,
  ...composerWords,
  ...commandWords,
  ...entranceWords,
  ...panelWords,
  ...settingsWords,
  ...moderationWords,
  ...emojiWords,
  ...webhookWords,
  ...fileWords,
  ...previewWords,
  ...voiceWords,
}

export { faultWords as faults } from './fr/faults.ts'
