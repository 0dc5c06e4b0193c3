/** Fetches one certificate by ACME: proves the domains and takes what the authority signs. */
import type acme from 'acme-client'
import { openAccount } from './acme-account.ts'
import { TlsError, type KeyPair } from './pair.ts'
import type { AcmeSettings, SourcePorts } from './source.ts'

type Library = typeof acme
type Authorization = acme.Authorization
export type AcmePorts = Pick<SourcePorts, 'folder' | 'host' | 'challenges'>

interface Proving {
  readonly library: Library
  readonly client: acme.Client
  readonly settings: AcmeSettings
  readonly ports: AcmePorts
}

/** How one kind of challenge is answered. */
interface Prover {
  prove(domain: Authorization, token: string, answer: string): Promise<void>
  remove(domain: Authorization, token: string): void
  close(): Promise<void>
}

const requestMs = 30_000

/** Rejects with one line that says what went wrong. `signal` takes back what was opened. */
export async function fetchCertificate(
  settings: AcmeSettings,
  ports: AcmePorts,
  signal: AbortSignal,
): Promise<KeyPair> {
  const library = await loadLibrary()
  const client = await openAccount(library, settings, ports.folder)
  const prover = await openProver({ library, client, settings, ports })
  const release = (): void => void prover.close()
  signal.addEventListener('abort', release)
  try {
    signal.throwIfAborted()
    return await order({ library, client, settings, ports }, prover)
  } finally {
    signal.removeEventListener('abort', release)
    await prover.close()
  }
}

/**
 * Only here, as it takes long to load. Its own repeating of requests goes on for minutes and hides what is wrong: it is
 * taken away, since the renewal tries again, with longer pauses.
 */
async function loadLibrary(): Promise<Library> {
  const library = await import('acme-client')
  library.axios.interceptors.request.clear()
  library.axios.interceptors.response.clear()
  library.axios.defaults.timeout = requestMs
  return library
}

async function order(proving: Proving, prover: Prover): Promise<KeyPair> {
  const { library, client, settings } = proving
  const [domain = ''] = settings.domains
  const key = await library.crypto.createPrivateEcdsaKey('P-256')
  const [, csr] = await library.crypto.createCsr({ commonName: domain, altNames: [...settings.domains] }, key)
  const certificate = await client.auto({
    csr,
    // From inside, the domain often leads elsewhere than from outside: only the authority's look counts.
    skipChallengeVerification: true,
    challengePriority: [settings.challenge],
    challengeCreateFn: (authorization, challenge, answer) => {
      if (challenge.type !== settings.challenge)
        throw new TlsError(`the authority does not offer ${settings.challenge}: change tls.acme.challenge`)
      return prover.prove(authorization, challenge.token, answer)
    },
    challengeRemoveFn: (authorization, challenge) =>
      Promise.resolve(prover.remove(authorization, challenge.token)),
  })
  return { key: key.toString(), certificate }
}

async function openProver(proving: Proving): Promise<Prover> {
  const { settings, ports } = proving
  if (settings.challenge === 'tls-alpn-01') return alpnProver(proving)
  // Loaded only here: `node:http` is a good part of what a start costs.
  const { HttpChallenges } = await import('./http-challenges.ts')
  const server = new HttpChallenges()
  await server.open(ports.host, settings.httpPort)
  return {
    prove: (_domain, token, answer) => Promise.resolve(server.set(token, answer)),
    remove: (_domain, token) => server.remove(token),
    close: () => server.close(),
  }
}

function alpnProver({ library, ports: { challenges } }: Proving): Prover {
  return {
    prove: async (authorization, _token, answer) => {
      const key = await library.crypto.createPrivateEcdsaKey('P-256')
      const [, certificate] = await library.crypto.createAlpnCertificate(authorization, answer, key)
      challenges.set(authorization.identifier.value, {
        key: key.toString(),
        certificate: certificate.toString(),
      })
    },
    remove: (authorization) => challenges.remove(authorization.identifier.value),
    close: () => Promise.resolve(),
  }
}
