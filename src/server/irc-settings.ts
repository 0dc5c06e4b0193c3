/** What the IRC door is told of the configuration. */
import { hostname } from 'node:os'
import type { Config } from '../config/schema.ts'
import { version } from '../lib/version.ts'
import type { IrcSettings } from '../protocols/irc/settings.ts'

export function ircSettingsOf(
  config: Config,
  { startedAt, fileOrigin, fileHost }: Pick<IrcSettings, 'startedAt' | 'fileOrigin' | 'fileHost'>,
): IrcSettings {
  const { irc, server, users, limits, tls } = config
  return {
    serverName: irc.serverName ?? usualName(),
    description: irc.description,
    network: irc.network ?? server.name,
    icon: irc.icon,
    motd: irc.motd ?? server.motd.split('\n').filter((line) => line.trim() !== ''),
    password: irc.password,
    operators: irc.operators,
    defaultUserModes: irc.defaultUserModes,
    alwaysOn: irc.alwaysOn === 'opt-out',
    scram: irc.scram.enabled,
    registration: users.registration,
    registerBeforeConnect: irc.registerBeforeConnect,
    emailRequired: users.emailRequired,
    guests: users.guests,
    pingSeconds: irc.pingInterval,
    pingTimeoutSeconds: irc.pingTimeout,
    signInSeconds: limits.signInSeconds,
    persistTags: irc.persistTags,
    targetsPerMinute: irc.targetsPerMinute,
    limited: limits.enabled,
    lineRate: limits.enabled ? lineRateOf(limits) : null,
    messageLength: limits.messageLength,
    topicLength: limits.topicLength,
    reasonLength: limits.reasonLength,
    channelsPerUser: limits.channelsPerUser,
    historyPage: limits.historyPage,
    gateways: irc.webirc,
    stsSeconds: tls.stsSeconds,
    fileOrigin,
    fileHost,
    startedAt,
    version,
  }
}

/** Most lines are cheaper than what the budget of commands is for. */
const linesPerCommand = 5

function lineRateOf({ commandBurst, commandsPerSecond }: Config['limits']): IrcSettings['lineRate'] {
  return { burst: commandBurst * linesPerCommand, perSecond: commandsPerSecond * linesPerCommand }
}

/** Clients take a source with a dot for a server, and one without for a person. */
function usualName(): string {
  const name = hostname()
    .replace(/[^A-Za-z0-9.-]/g, '')
    .slice(0, 50)
  return name.includes('.') ? name : `${name === '' ? 'irc' : name}.local`
}
