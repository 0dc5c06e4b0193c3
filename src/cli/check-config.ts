/** `parlance check-config`: every fault of the configuration at once, or that it is fine and where it came from. */
import { Command } from 'commander'
import { configOf, withConfigOptions, type ConfigFlags } from './config-options.ts'

export function checkConfigCommand(): Command {
  return withConfigOptions(new Command('check-config'))
    .description('check the configuration and report every fault at once')
    .action((flags: ConfigFlags) => {
      const { file, origins } = configOf(flags)
      const given = Object.entries(origins)
      process.stdout.write(`configuration is fine (${file ?? 'no file: every option has its default'})\n`)
      for (const [option, where] of given) process.stdout.write(`  ${option} from ${where}\n`)
    })
}
