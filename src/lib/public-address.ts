/** Which addresses lie on the open internet, and which URLs given by people this server may call: never its own network. */
import ipaddr from 'ipaddr.js'
import { parseAddress } from './network.ts'

/** Whether an address is anybody's: not of this machine, not private, not kept for something special. */
export function isPublicAddress(text: string): boolean {
  const address = parseAddress(text)
  if (address === null) return false
  const meant = carried(address)
  if (meant.range() !== 'unicast') return false
  return meant instanceof ipaddr.IPv4 ? !insideClouds.has(meant.toString()) : meant.match(globalUnicast, 3)
}

/** All of IPv6 that is given out so far. */
const globalUnicast = ipaddr.IPv6.parse('2000::')
/** Public by its number, and the inside of a cloud nevertheless. */
const insideClouds: ReadonlySet<string> = new Set(['168.63.129.16'])

/** IPv4 inside IPv6, mapped or behind a translator, is what it carries. */
function carried(address: ipaddr.IPv4 | ipaddr.IPv6): ipaddr.IPv4 | ipaddr.IPv6 {
  if (address instanceof ipaddr.IPv4) return address
  if (address.isIPv4MappedAddress()) return address.toIPv4Address()
  return address.range() === 'rfc6052' ? new ipaddr.IPv4(address.toByteArray().slice(-4)) : address
}

/**
 * Why a URL may not be called; `null`: it may. Its name may still lead to a private address: whoever calls it uses
 * `publicLookup`. `allowedHosts` (`name` or `name:port`) may be private, and without TLS.
 */
export function urlProblem(text: string, allowedHosts: readonly string[]): string | null {
  if (!URL.canParse(text)) return 'that is not an address: https://… is'
  const url = new URL(text)
  if (url.username !== '' || url.password !== '') return 'the address must not hold a name or a password'
  if (isAllowedHost(url, allowedHosts))
    return /^https?:$/.test(url.protocol) ? null : 'the address must begin with https://'
  if (url.protocol !== 'https:') return 'the address must begin with https://'
  return isPrivateName(url.hostname) ? 'the address must be on the open internet' : null
}

/**
 * Why a link that anybody may have written is not followed; `null`: it may be, with `publicLookup` as above. Only the usual ports:
 * this server shall not find out for anybody what else a machine runs.
 */
export function linkProblem(url: URL, allowedHosts: readonly string[]): string | null {
  if (!/^https?:$/.test(url.protocol)) return 'only http:// and https:// are followed'
  if (url.username !== '' || url.password !== '') return 'the address holds a name or a password'
  if (isAllowedHost(url, allowedHosts)) return null
  if (url.port !== '') return 'only the usual ports are asked'
  return isPrivateName(url.hostname) ? 'the address is not on the open internet' : null
}

export function isAllowedHost(
  { host, hostname }: Pick<URL, 'host' | 'hostname'>,
  allowed: readonly string[],
): boolean {
  return allowed.some((each) => each.toLowerCase() === host || each.toLowerCase() === hostname)
}

/** URLs write addresses in one form only, IPv6 in brackets. */
function isPrivateName(hostname: string): boolean {
  const bare = hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '')
  if (parseAddress(bare) !== null) return !isPublicAddress(bare)
  return !bare.includes('.') || /(^|\.)(localhost|local|localdomain|internal|home\.arpa)$/.test(bare)
}
