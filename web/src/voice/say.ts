/** Says a voice message: a file like others, by itself, whatever else is being written. */
import type { ComposerController } from '../composer/composer-controller.ts'
import type { Voice } from './voice.ts'

export async function sayVoice(composer: ComposerController, voice: Voice): Promise<void> {
  const { view, writing, app } = composer
  try {
    const [file] = await Promise.all([voice.finish(), view.files.open()])
    const replyTo = writing.replyTo.peek()
    if (file !== null) view.send('', { alone: file, ...(replyTo === null ? {} : { replyTo: replyTo.id }) })
    writing.replyTo.value = null
    composer.dropVoice(voice)
  } catch {
    composer.notice.value = [app.words.peek().t('app.not-loaded')]
  }
}
