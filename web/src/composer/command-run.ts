/** What can be written as a command, and what becomes of it. Nothing of it is lost: the field is emptied only once it is done. */
import { newTag } from '../connection/new-tag.ts'
import type { App } from '../state/app.ts'
import type { ChannelView } from '../state/channel-view.ts'
import { findCommand, commands } from './commands.ts'
import { textsOf, type CommandContext } from './command.ts'
import { nearest, type Written } from './command-line.ts'
import type { Candidate } from './completion.ts'
import type { ComposerController } from './composer-controller.ts'

/** What is offered while somebody writes one. */
export function commandCandidates({ ref }: ChannelView, app: App): readonly Candidate[] {
  const { t } = textsOf(app)
  return commands
    .filter(({ channelOnly }) => channelOnly !== true || ref.kind !== 'direct')
    .map(({ name, usage, about }) => ({
      name,
      text: `/${name}`,
      note: `${usage.length > 60 ? '' : `${usage.slice(name.length + 2)} `}${t(about)}`,
    }))
}

type Commanded = Extract<Written, { kind: 'command' }>

export async function runCommand({ verb, rest }: Commanded, composer: ComposerController): Promise<void> {
  const { t } = textsOf(composer.app)
  const text = composer.view.draft.peek()
  const command = findCommand(verb)
  if (command === null) {
    composer.notice.value = [unknown(verb, t)]
    return
  }
  if (command.channelOnly === true && composer.view.ref.kind === 'direct') {
    composer.notice.value = [t('command.channel-only', { verb })]
    return
  }
  const answer = await command.run(rest, contextOf(composer))
  if (answer.kind === 'usage') {
    composer.notice.value = [t('command.usage', { usage: command.usage })]
    return
  }
  composer.sent(text)
  if (answer.kind === 'said') composer.notice.value = answer.lines
}

function unknown(verb: string, t: ReturnType<typeof textsOf>['t']): string {
  const near = nearest(
    verb,
    commands.map(({ name }) => name),
  )
  return near.length === 0
    ? t('command.unknown', { verb })
    : t('command.nearest', { verb, names: near.map((name) => `/${name}`).join(', ') })
}

function contextOf({ view, app, writing }: ComposerController): CommandContext {
  return { view, app, replyTo: writing.replyTo.peek()?.id ?? null, newTag }
}
