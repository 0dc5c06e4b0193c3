/** Which capabilities a client may have, with their values, as the configuration is; and what a change of it takes away or brings. */
import { capabilities, type Capability } from './capabilities.ts'
import { capabilityLines } from './capability-request.ts'
import type { IrcClient } from './client.ts'
import { mechanismsFor } from './registration/sasl.ts'
import type { IrcSettings } from './settings.ts'
import { multilineLimits } from './verbs/batch.ts'
import { metadataLimits } from './verbs/metadata.ts'

export type Offer = readonly [name: Capability, value: string | null]

/** `tlsPort`: where clients without TLS are to come back (STS); `null`: nowhere. */
export function offersTo(
  client: IrcClient,
  { settings, tlsPort }: { readonly settings: IrcSettings; readonly tlsPort: number | null },
): readonly Offer[] {
  const { scram, registration, registerBeforeConnect, emailRequired, stsSeconds } = settings
  const values: Partial<Record<Capability, string | null>> = {
    sasl: mechanismsFor(client, scram).join(','),
    sts: client.isSecure ? `duration=${stsSeconds}` : `port=${tlsPort}`,
    'draft/account-registration':
      [registerBeforeConnect ? 'before-connect' : '', emailRequired ? 'email-required' : '']
        .filter((word) => word !== '')
        .join(',') || null,
    'draft/multiline': multilineLimits,
    'draft/metadata-3': metadataLimits,
  }
  return capabilities
    .filter((name) => name !== 'sts' || (stsSeconds > 0 && tlsPort !== null))
    .filter((name) => name !== 'draft/account-registration' || registration === 'open')
    .map((name): Offer => [name, values[name] ?? null])
}

export function offerText([name, value]: Offer): string {
  return value === null ? name : `${name}=${value}`
}

export interface OfferChange {
  /** With their values: new ones, and those whose value is another. */
  readonly brought: readonly string[]
  readonly taken: readonly Capability[]
}

/** STS is never taken back by name: whoever comes over TLS is told that it lasts no longer. */
export function compareOffers(
  before: readonly Offer[],
  now: readonly Offer[],
  isSecure: boolean,
): OfferChange {
  const known = new Set(before.map(offerText))
  const staying = new Set(now.map(([name]) => name))
  const gone = before.map(([name]) => name).filter((name) => !staying.has(name))
  const ended = gone.includes('sts') && isSecure ? ['sts=duration=0'] : []
  return {
    brought: [...now.map(offerText).filter((text) => !known.has(text)), ...ended],
    taken: gone.filter((name) => name !== 'sts'),
  }
}

export function tellOffers(client: IrcClient, subcommand: 'NEW' | 'DEL', texts: readonly string[]): void {
  if (texts.length === 0) return
  const { serverName: source, nick, capVersion: version } = client
  for (const params of capabilityLines(texts, { source, nick, subcommand, version }))
    client.write([{ source, command: 'CAP', params: [nick, ...params] }])
}
