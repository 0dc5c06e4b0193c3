/** Every text of the client in English: what the other languages are measured by. Nothing that runs in the page needs it whole. */
import { commandWords } from './en/commands.ts'
import { emojiWords } from './en/emoji.ts'
import { entranceWords } from './en/entrance.ts'
import { fileWords } from './en/files.ts'
import { moderationWords } from './en/moderation.ts'
import { panelWords } from './en/panels.ts'
import { previewWords } from './en/previews.ts'
import { settingsWords } from './en/settings.ts'
import { voiceWords } from './en/voice.ts'
import { webhookWords } from './en/webhooks.ts'
import { firstWords } from './first.ts'

export const en = {
  ...firstWords,
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
} as const
