/** Owns the proofs for tls-alpn-01, and chooses the protocol (ALPN) of every TLS connection. */
import { createSecureContext, type SecureContext, type TLSSocket, type TlsOptions } from 'node:tls'
import type { KeyPair } from './pair.ts'

const acmeProtocol = 'acme-tls/1'

export type ChooseProtocol = NonNullable<TlsOptions['ALPNCallback']>

interface Asked {
  /** The platform says text, but whoever connects to an address names nobody. */
  readonly servername: unknown
  readonly protocols: readonly string[]
}

export class AlpnChallenges {
  readonly #proofs = new Map<string, SecureContext>()

  set(domain: string, { key, certificate }: KeyPair): void {
    this.#proofs.set(
      domain.toLowerCase(),
      createSecureContext({ key, cert: certificate, minVersion: 'TLSv1.2' }),
    )
  }

  remove(domain: string): void {
    this.#proofs.delete(domain.toLowerCase())
  }

  /**
   * The `ALPNCallback` of a port that speaks these protocols. Whoever asks for others only is refused, so that nobody can lead a
   * browser to a wrong door.
   */
  callback(spoken: readonly string[]): ChooseProtocol {
    const proofs = this.#proofs
    return function choose(this: TLSSocket, { servername, protocols }: Asked) {
      const proof = typeof servername === 'string' ? proofs.get(servername.toLowerCase()) : undefined
      if (proof === undefined || !protocols.includes(acmeProtocol))
        return protocols.find((protocol) => spoken.includes(protocol))
      this.setKeyCert(proof)
      return acmeProtocol
    }
  }
}
