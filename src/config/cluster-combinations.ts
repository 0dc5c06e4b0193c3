/** What several servers need, and cannot do. */
import type { Contradiction } from './combinations.ts'
import type { Config } from './schema.ts'

export function clusterFaults(config: Config): readonly Contradiction[] {
  const { nats } = config.cluster
  return nats.servers.length === 0
    ? uselessFaults(config.cluster)
    : [...sharingFaults(config), ...beatFaults(config.cluster), ...natsFaults(nats)]
}

function uselessFaults({ nats }: Config['cluster']): readonly Contradiction[] {
  const { user, password, passwordFile, token, tokenFile } = nats
  const given = Object.entries({ user, password, passwordFile, token, tokenFile })
  const [[name] = []] = given.filter(([, value]) => value !== null)
  if (name === undefined) return []
  const problem = 'does nothing without cluster.nats.servers: give the addresses, or leave this out'
  return [{ options: [`cluster.nats.${name}`], problem }]
}

/** What one server has for itself, the others would not find. */
function sharingFaults({ database, uploads, previews }: Config): readonly Contradiction[] {
  const found: Contradiction[] = []
  if (database.url === null && database.kind === 'sqlite')
    found.push({
      options: ['cluster.nats.servers', 'database.kind'],
      problem:
        'several servers need a database they can share: SQLite is for one (give database.url, or leave this out)',
    })
  if ((uploads.enabled || previews.enabled) && uploads.s3.endpoint === null && !uploads.shared)
    found.push({
      options: ['uploads.shared', 'cluster.nats.servers'],
      problem:
        'files brought to one server would be missing on the others: give uploads.s3.endpoint, or set this to true if the folder uploads in the data folder is shared by all',
    })
  return found
}

function beatFaults({ beatSeconds, deadSeconds }: Config['cluster']): readonly Contradiction[] {
  if (deadSeconds >= 2 * beatSeconds) return []
  const problem = `must be at least twice cluster.beatSeconds, which is ${beatSeconds}`
  return [{ options: ['cluster.deadSeconds', 'cluster.beatSeconds'], problem }]
}

function natsFaults(nats: Config['cluster']['nats']): readonly Contradiction[] {
  const { user, password, passwordFile, token, tokenFile, tls } = nats
  const found: Contradiction[] = []
  /** `given`: what makes it needed, or wrong. */
  const add = (name: string, given: readonly string[], problem: string) => {
    const options = [`cluster.nats.${name}`, ...given.map((one) => `cluster.nats.${one}`)] as const
    found.push({ options, problem })
  }
  const passwords = ['password', 'passwordFile']
  const secret = password ?? passwordFile
  if (user !== null && secret === null)
    add('password', ['user'], 'cluster.nats.user needs it, or cluster.nats.passwordFile')
  if (user === null && secret !== null) add('user', passwords, 'the password needs the name it is for')
  if (user !== null && (token ?? tokenFile) !== null)
    add('token', ['tokenFile'], 'NATS asks for a name or for a token: keep one of the two')
  if (password !== null && passwordFile !== null)
    add('password', [], 'cluster.nats.passwordFile gives it already: keep one of the two')
  if (token !== null && tokenFile !== null)
    add('token', [], 'cluster.nats.tokenFile gives it already: keep one of the two')
  if ((tls.certificate === null) !== (tls.key === null))
    add('tls.key', ['tls.certificate'], 'a certificate and its key need each other')
  if (!tls.enabled && (tls.ca ?? tls.certificate) !== null)
    add('tls.enabled', ['tls.ca', 'tls.certificate'], 'must be true for what is given in cluster.nats.tls')
  return found
}
