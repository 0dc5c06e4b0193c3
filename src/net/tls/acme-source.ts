/** A certificate fetched by ACME, and fetched again before it ends; until the first is there, a self-signed one is shown. */
import { authorityFile } from './acme-account.ts'
import { fetchCertificate } from './acme.ts'
import { factsOf, type KeyPair } from './pair.ts'
import { serveSelfSigned } from './self-signed-source.ts'
import type { AcmeSettings, Source, SourcePorts } from './source.ts'
import { loadPair, storePair } from './stored-pair.ts'

const checkMs = 3_600_000
const firstMs = 500
const minute = 60_000

/** Authorities count failures: 5 minutes, then twice as long each time, at most 6 hours. */
export function acmeRetryMs(failures: number): number {
  return Math.min(5 * minute * 2 ** (failures - 1), 360 * minute)
}

export async function openAcmeSource(settings: AcmeSettings, ports: SourcePorts): Promise<Source> {
  const renewal = new Renewal(settings, ports)
  await renewal.open()
  return { reload: () => Promise.resolve(), close: () => renewal.close() }
}

class Renewal {
  readonly #settings: AcmeSettings
  readonly #ports: SourcePorts
  readonly #file: string
  readonly #end = new AbortController()
  #current: KeyPair | null = null
  #failures = 0
  #forgetNext = (): void => undefined

  constructor(settings: AcmeSettings, ports: SourcePorts) {
    this.#settings = settings
    this.#ports = ports
    this.#file = authorityFile(ports.folder, settings.directory, 'certificate.pem')
  }

  async open(): Promise<void> {
    const stored = await loadPair(this.#file)
    if (stored !== null && this.#isUsable(stored)) {
      this.#current = stored
      this.#ports.serve(stored)
    } else {
      await serveSelfSigned(this.#ports)
    }
    // The doors that prove the domain by TLS open after this.
    this.#next(firstMs)
  }

  close(): Promise<void> {
    this.#forgetNext()
    this.#end.abort(new Error('the server stops'))
    return Promise.resolve()
  }

  #next(ms: number): void {
    if (this.#end.signal.aborted) return
    this.#forgetNext = this.#ports.clock.after(ms, () => void this.#check())
  }

  async #check(): Promise<void> {
    if (this.#current !== null && !this.#isDue(this.#current)) return this.#next(checkMs)
    try {
      const pair = await this.#fetch()
      this.#failures = 0
      this.#next(checkMs)
      await this.#store(pair)
    } catch (error) {
      if (this.#end.signal.aborted) return
      this.#failures++
      const ms = this.#ports.retryMs(this.#failures)
      const { domains, directory } = this.#settings
      const again = `${Math.ceil(ms / 1000)} s`
      this.#ports.log.warn(
        { domains, directory, reason: reasonOf(error), again },
        'no certificate could be fetched: it is tried again',
      )
      this.#next(ms)
    }
  }

  async #fetch(): Promise<KeyPair> {
    const { domains, directory } = this.#settings
    this.#ports.log.info({ domains, directory }, 'fetching a certificate')
    const pair = await fetchCertificate(this.#settings, this.#ports, this.#end.signal)
    this.#current = pair
    if (!this.#end.signal.aborted) {
      const { validTo } = factsOf(pair)
      this.#ports.log.info({ domains, until: new Date(validTo).toISOString() }, 'a certificate was fetched')
      this.#ports.serve(pair)
    }
    return pair
  }

  /** Authorities give few: one that cannot be kept is shown all the same. */
  async #store(pair: KeyPair): Promise<void> {
    try {
      await storePair(this.#file, pair)
    } catch (error) {
      this.#ports.log.warn(
        { file: this.#file, reason: reasonOf(error) },
        'the certificate could not be stored: the next start fetches another one',
      )
    }
  }

  #isUsable(pair: KeyPair): boolean {
    const { domains, validTo } = factsOf(pair)
    const wanted = new Set(this.#settings.domains.map((domain) => domain.toLowerCase()))
    const same = wanted.size === domains.length && domains.every((domain) => wanted.has(domain))
    return same && validTo > this.#ports.clock.now()
  }

  /** In the last third of its life. */
  #isDue(pair: KeyPair): boolean {
    const { validFrom, validTo } = factsOf(pair)
    return this.#ports.clock.now() > validTo - (validTo - validFrom) / 3
  }
}

/** On one line; a refused connection has a code and no message of its own. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const code = 'code' in error ? String(error.code) : error.name
  return error.message === '' ? code : error.message.replaceAll(/\s+/g, ' ').slice(0, 500)
}
