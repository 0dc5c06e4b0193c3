/** The certificate this server shows, as the listeners see it: what they serve with now, and when that changes. */
import type { TlsOptions } from 'node:tls'

export interface TlsIdentity {
  /** What a TLS server is made with now, and what `setSecureContext` takes after a change. */
  readonly options: TlsOptions
  /** Called when `options` changed: listeners swap their context live with `setSecureContext`. Answers how to stop being told. */
  onChange(run: () => void): () => void
}
