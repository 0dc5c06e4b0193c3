/** Resolves names for outgoing connections, to public addresses only: what was resolved is what is connected to, so a name cannot change in between. */
import { lookup, type LookupAddress, type LookupOptions } from 'node:dns'
import type { LookupFunction, Socket } from 'node:net'
import { isPublicAddress } from './public-address.ts'

/** As `dns.lookup` answers for all addresses of a name. */
export type Lookup = (
  hostname: string,
  options: LookupOptions & { readonly all: true },
  done: (error: Error | null, found: LookupAddress[]) => void,
) => void

/** A name with one address that is not public is a trick, or a slip: it is not used at all. */
export function publicOnly(lookUp: Lookup): LookupFunction {
  return (hostname, options, done) => {
    lookUp(hostname, { ...options, all: true }, (error, found) => {
      if (error !== null) return done(error, [])
      const [first] = found
      if (first === undefined || !found.every(({ address }) => isPublicAddress(address)))
        return done(new Error(`${hostname} is not on the open internet`), [])
      if (options.all === true) done(null, found)
      else done(null, first.address, first.family)
    })
  }
}

/** For `lookup` of `http.request` and its like. Not asked for addresses in figures: `urlProblem` looks at those. */
export const publicLookup: LookupFunction = publicOnly((hostname, options, done) =>
  lookup(hostname, options, done),
)

/** The last look, at what a connection has really reached. */
export function demandPublic(socket: Socket): void {
  socket.once('connect', () => {
    const { remoteAddress } = socket
    if (remoteAddress === undefined || !isPublicAddress(remoteAddress))
      socket.destroy(new Error('that address is not on the open internet'))
  })
}
