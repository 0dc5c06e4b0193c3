/** What several servers need, and cannot do. */
import type { Contradiction } from './combinations.ts'
import type { Config } from './schema.ts'

export function clusterFaults(config: Config): readonly Contradiction[] {
  const { cluster } = config
  return cluster.nats === null
    ? uselessFaults(cluster)
    : [...sharingFaults(config), ...beatFaults(cluster), ...natsFaults(cluster)]
}

function uselessFaults(cluster: Config['cluster']): readonly Contradiction[] {
  const { user, password, passwordFile, token, tokenFile } = cluster
  const given = Object.entries({ user, password, passwordFile, token, tokenFile })
  const [[name] = []] = given.filter(([, value]) => value !== null)
  if (name === undefined) return []
  const problem = 'does nothing without cluster.nats: give the address, or leave this out'
  return [{ options: [`cluster.${name}`], problem }]
}

/** What one server has for itself, the others would not find. */
function sharingFaults({ database, uploads, previews }: Config): readonly Contradiction[] {
  const found: Contradiction[] = []
  if (database.url === null && database.kind === 'sqlite')
    found.push({
      options: ['cluster.nats', 'database.kind'],
      problem:
        'several servers need a database they can share: SQLite is for one (give database.url, or leave this out)',
    })
  if ((uploads.enabled || previews.enabled) && uploads.s3.endpoint === null && !uploads.shared)
    found.push({
      options: ['uploads.shared', 'cluster.nats'],
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

function natsFaults(cluster: Config['cluster']): readonly Contradiction[] {
  const { user, password, passwordFile, token, tokenFile, tls } = cluster
  const found: Contradiction[] = []
  /** `given`: what makes it needed, or wrong. */
  const add = (name: string, given: readonly string[], problem: string) => {
    const options = [`cluster.${name}`, ...given.map((one) => `cluster.${one}`)] as const
    found.push({ options, problem })
  }
  const passwords = ['password', 'passwordFile']
  const secret = password ?? passwordFile
  if (user !== null && secret === null)
    add('password', ['user'], 'cluster.user needs it, or cluster.passwordFile')
  if (user === null && secret !== null) add('user', passwords, 'the password needs the name it is for')
  if (user !== null && (token ?? tokenFile) !== null)
    add('token', ['tokenFile'], 'NATS asks for a name or for a token: keep one of the two')
  if (password !== null && passwordFile !== null)
    add('password', [], 'cluster.passwordFile gives it already: keep one of the two')
  if (token !== null && tokenFile !== null)
    add('token', [], 'cluster.tokenFile gives it already: keep one of the two')
  if ((tls.certificate === null) !== (tls.key === null))
    add('tls.key', ['tls.certificate'], 'a certificate and its key need each other')
  if (!tls.enabled && (tls.ca ?? tls.certificate) !== null)
    add('tls.enabled', ['tls.ca', 'tls.certificate'], 'must be true for what is given in cluster.tls')
  return found
}
