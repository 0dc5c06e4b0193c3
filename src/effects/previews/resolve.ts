/**
 * Looks names up for previews without the machine's own resolver: that one takes threads which files and passwords need, for as long as
 * somebody's slow name server likes, and knows names of the inside.
 */
import { Resolver } from 'node:dns'
import type { LookupAddress } from 'node:dns'
import { publicOnly, type Lookup } from '../../lib/public-lookup.ts'

const patience = { timeout: 2000, tries: 2 }

/** Both families are asked; one that has an answer is enough. */
function resolving(resolver: Resolver): Lookup {
  return (hostname, options, done) => {
    const wanted = ([4, 6] as const).filter((family) => isWanted(options.family, family))
    void Promise.all(wanted.map((family) => addresses(resolver, hostname, family))).then((answers) => {
      const found = answers.flat()
      done(found.length === 0 ? new Error(`${hostname} has no address`) : null, found)
    })
  }
}

function isWanted(asked: number | string | undefined, family: 4 | 6): boolean {
  return asked === undefined || asked === 0 || asked === family || asked === `IPv${family}`
}

function addresses(resolver: Resolver, hostname: string, family: 4 | 6): Promise<LookupAddress[]> {
  return new Promise((resolve) => {
    resolver[family === 4 ? 'resolve4' : 'resolve6'](hostname, (error, found) => {
      resolve(error === null ? found.map((address) => ({ address, family })) : [])
    })
  })
}

/** To public addresses only, as `publicLookup`. */
export const resolvePublic = publicOnly(resolving(new Resolver(patience)))
