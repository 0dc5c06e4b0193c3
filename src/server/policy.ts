/** What the core is told of the configuration. */
import type { Config } from '../config/schema.ts'
import type { Policy, PolicyLimits, UploadPolicy } from '../core/ports.ts'

/** Asked with every command, it is made where the configuration is another. */
export function policyFrom(current: () => Config): () => Policy {
  let last: { readonly config: Config; readonly made: Policy } | null = null
  return () => {
    const config = current()
    if (last?.config !== config) last = { config, made: policyOf(config) }
    return last.made
  }
}

function policyOf(config: Config): Policy {
  const { server, users, channels, limits, webhooks, push } = config
  return {
    serverName: server.name,
    motd: server.motd,
    pushHosts: push.allowedHosts,
    registration: users.registration,
    guests: users.guests,
    emailRequired: users.emailRequired,
    bots: users.bots,
    scramIterations: config.irc.scram.iterations,
    operators: config.irc.operators,
    passwordLength: users.passwordLength,
    defaultChannels: channels.default,
    channelCreation: channels.creation,
    kickSeconds: limits.kickSeconds,
    webhooks,
    uploads: uploadsOf(config.uploads),
    limits: limitsOf(limits),
  }
}

function uploadsOf({ enabled, fileBytes, userBytes, totalBytes, types }: Config['uploads']): UploadPolicy {
  return { enabled, perFile: fileBytes, perUser: userBytes, total: totalBytes, types }
}

const endless = 1_000_000_000

/** Without rates the lengths and sizes still hold. */
function limitsOf(limits: Config['limits']): PolicyLimits {
  if (limits.enabled) return { ...limits, slowsAttempts: true }
  const rates = { commandBurst: endless, commandsPerSecond: endless, registrationsPerHour: endless }
  return { ...limits, ...rates, slowsAttempts: false }
}
