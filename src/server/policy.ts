/** What the core is told of the configuration. */
import type { Config } from '../config/schema.ts'
import type { Policy } from '../core/ports.ts'

export function policyOf(config: Config): Policy {
  const { server, users, channels, limits } = config
  return {
    serverName: server.name,
    motd: server.motd,
    registration: users.registration,
    guests: users.guests,
    defaultChannels: channels.default,
    channelCreation: channels.creation,
    kickSeconds: limits.kickSeconds,
    limits,
  }
}
