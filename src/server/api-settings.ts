/** The configuration as the API door takes it. */
import { join } from 'node:path'
import type { Config } from '../config/schema.ts'
import { version } from '../lib/version.ts'
import type { ApiSettings } from '../protocols/api/settings.ts'

/** Where the web client is after a build, seen from the sources and from the compiled files alike. */
export const webRoot = join(import.meta.dirname, '..', '..', 'dist', 'web')

export function apiSettingsOf({ server, users, limits }: Config, fileOrigin: string): ApiSettings {
  const { registration, emailRequired, guests, bots, passwordLength } = users
  const { messageLength, topicLength, historyPage, signInSeconds } = limits
  return {
    serverName: server.name,
    version,
    fileOrigin,
    motd: server.motd,
    registration,
    emailRequired,
    guests,
    bots,
    passwordLength,
    messageLength,
    topicLength,
    historyPage,
    signInSeconds,
  }
}
