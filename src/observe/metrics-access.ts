/** Who may read `/metrics`. */
import { isSameSecret } from '../lib/digest.ts'
import { isLoopback } from '../lib/network.ts'

export interface MetricsReader {
  /** Where the request comes from: of one that came through a proxy, whoever asked the proxy. */
  readonly address: string
  /** The header `Authorization`, where there is one. */
  readonly authorization: string | undefined
  readonly config: { readonly enabled: boolean; readonly token: string | null }
}

/** With a token: whoever shows it, from anywhere. Without one: programs on this machine. */
export function mayReadMetrics({ address, authorization, config }: MetricsReader): boolean {
  if (!config.enabled) return false
  if (config.token === null) return isLoopback(address)
  const shown = /^Bearer +([^\s]+) *$/i.exec(authorization ?? '')?.[1]
  return shown !== undefined && isSameSecret(shown, config.token)
}
