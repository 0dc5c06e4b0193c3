/** `parlance start`: the server in the foreground. */
import { Command } from 'commander'
import { withConfigOptions, type ConfigFlags } from './config-options.ts'

export function startCommand(): Command {
  return withConfigOptions(new Command('start'))
    .description('run the server in the foreground; on a terminal, its console prompt is there')
    .action(async (flags: ConfigFlags) => {
      // Loaded only here: the other commands answer sooner without the server.
      const { runServer } = await import('./run-server.ts')
      await runServer(flags)
    })
}
