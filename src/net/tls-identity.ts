/** Owns the certificate in use: where it comes from, what the TLS doors serve with it, and who is told when it changes. */
import type { TlsOptions } from 'node:tls'
import { acmeRetryMs, openAcmeSource } from './tls/acme-source.ts'
import { AlpnChallenges, type ChooseProtocol } from './tls/alpn-challenges.ts'
import { openFilesSource } from './tls/files-source.ts'
import { factsOf, type KeyPair } from './tls/pair.ts'
import { secured } from './tls/secured.ts'
import { openSelfSignedSource } from './tls/self-signed-source.ts'
import type { Source, SourcePorts, TlsSettings } from './tls/source.ts'

export type { TlsSettings } from './tls/source.ts'

export interface TlsIdentity {
  /** What a TLS server is made with now, and what `setSecureContext` takes after a change. */
  readonly options: TlsOptions
  /** Chooses the protocol (ALPN) at a port that speaks these, and proves domains to a certificate authority. */
  choosing(protocols: readonly string[]): ChooseProtocol
  /** Called when `options` changed: listeners swap their context live with `setSecureContext`. Answers how to stop being told. */
  onChange(run: () => void): () => void
}

export interface TlsIdentityPorts extends Omit<SourcePorts, 'challenges' | 'serve' | 'retryMs'> {
  /** Read anew at every reload. */
  readonly settings: () => TlsSettings
  readonly retryMs?: SourcePorts['retryMs']
}

/** Rejects with a `TlsError` when the certificate that the operator gave cannot be used. */
export async function openTlsIdentity(ports: TlsIdentityPorts): Promise<OwnTlsIdentity> {
  const identity = new OwnTlsIdentity(ports)
  await identity.reload()
  return identity
}

export class OwnTlsIdentity implements TlsIdentity {
  readonly #ports: TlsIdentityPorts
  readonly #challenges = new AlpnChallenges()
  readonly #told = new Set<() => void>()
  #options: TlsOptions = secured
  #pair: KeyPair | null = null
  #source: { readonly of: string; readonly source: Source } | null = null
  /** Reloads follow each other. */
  #last: Promise<void> = Promise.resolve()

  /** Use `openTlsIdentity`. */
  constructor(ports: TlsIdentityPorts) {
    this.#ports = ports
  }

  get options(): TlsOptions {
    return this.#options
  }

  choosing(protocols: readonly string[]): ChooseProtocol {
    return this.#challenges.callback(protocols)
  }

  /** SHA-256 of the certificate shown now. */
  get fingerprint(): string | null {
    return this.#pair === null ? null : factsOf(this.#pair).fingerprint
  }

  /** Whether nobody else vouches for the certificate shown now: then people need its fingerprint. */
  get isSelfSigned(): boolean {
    return this.#pair !== null && factsOf(this.#pair).isSelfSigned
  }

  onChange(run: () => void): () => void {
    this.#told.add(run)
    return () => void this.#told.delete(run)
  }

  /** Takes the settings and files as they are now. Rejects when they cannot be used; then what was shown stays. */
  reload(): Promise<void> {
    const next = this.#last.then(() => this.#reload())
    this.#last = next.catch(() => undefined)
    return next
  }

  /** The same for a configuration that is in force already: what cannot be used is logged. */
  async refresh(): Promise<void> {
    try {
      await this.reload()
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error)
      this.#ports.log.warn({ reason }, 'the new certificate cannot be used: the one before is still shown')
    }
  }

  async close(): Promise<void> {
    await this.#last
    this.#told.clear()
    await this.#source?.source.close()
  }

  async #reload(): Promise<void> {
    const settings = this.#ports.settings()
    const of = JSON.stringify(settings)
    const before = this.#source
    if (before?.of === of) return before.source.reload()
    this.#source = { of, source: await this.#open(settings) }
    await before?.source.close()
  }

  #open({ certificate, key, acme }: TlsSettings): Promise<Source> {
    const { retryMs = acmeRetryMs } = this.#ports
    const ports = { ...this.#ports, challenges: this.#challenges, serve: this.#serve, retryMs }
    if (certificate !== null && key !== null) return openFilesSource({ certificate, key }, ports)
    return acme.domains.length > 0 ? openAcmeSource(acme, ports) : openSelfSignedSource(ports)
  }

  readonly #serve = (pair: KeyPair): void => {
    if (this.#pair?.certificate === pair.certificate && this.#pair.key === pair.key) return
    this.#pair = pair
    const { key, certificate: cert } = pair
    this.#options = { ...secured, key, cert }
    const { fingerprint, validTo, domains } = factsOf(pair)
    this.#ports.log.info(
      { fingerprint, domains, until: new Date(validTo).toISOString() },
      'the certificate of the TLS doors',
    )
    for (const run of this.#told) run()
  }
}
