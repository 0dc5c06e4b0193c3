/** Every command of the composer, in the order in which they are listed: those of the plain door (docs/wire-plain.md), as far as they are of use here. */
import type { Command } from './command.ts'
import { said, textsOf } from './command.ts'
import { channelCommands } from './commands/channels.ts'
import { membershipCommands } from './commands/membership.ts'
import { peopleCommands } from './commands/people.ts'
import { serverCommands } from './commands/server.ts'
import { settingCommands } from './commands/settings.ts'
import { talkingCommands } from './commands/talking.ts'

const help: Command = {
  name: 'help',
  usage: '/help',
  about: 'command.help',
  run: (_, { app }) => {
    const { t } = textsOf(app)
    return Promise.resolve(said(...commands.map(({ usage, about }) => `${usage}: ${t(about)}`)))
  },
}

export const commands: readonly Command[] = [
  ...talkingCommands,
  ...channelCommands,
  ...membershipCommands,
  ...settingCommands,
  ...peopleCommands,
  ...serverCommands,
  help,
]

export function findCommand(verb: string): Command | null {
  return commands.find(({ name }) => name === verb) ?? null
}
