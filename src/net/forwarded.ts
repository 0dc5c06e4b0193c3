/** Reads what reverse proxies say of the client they speak for (X-Forwarded-For and -Proto). Pure. */
import type { IncomingHttpHeaders } from 'node:http'
import { addressBytes, addressText } from '../lib/network.ts'
import type { Peer } from './port.ts'

/**
 * Who asked. Each proxy appends whom it heard from, so the list is read from its end for as long as proxies are trusted:
 * what stands before was written by anybody. From others than trusted proxies nothing is believed.
 */
export function forwardedPeer(
  peer: Peer,
  headers: IncomingHttpHeaders,
  trusts: (address: string) => boolean,
): Peer {
  if (!trusts(peer.address)) return peer
  const address = clientAddress(peer.address, listOf(headers['x-forwarded-for']), trusts)
  const ways = listOf(headers['x-forwarded-proto'])
  const secure = ways.length === 0 ? peer.secure : ways.every((way) => way.toLowerCase() === 'https')
  return { address, secure, certificateFingerprint: null }
}

function clientAddress(proxy: string, list: readonly string[], trusts: (address: string) => boolean): string {
  let address = proxy
  for (const said of list.toReversed()) {
    const bytes = addressBytes(said)
    if (bytes === null) return address
    address = addressText(bytes)
    if (!trusts(address)) return address
  }
  return address
}

function listOf(header: string | readonly string[] | undefined): readonly string[] {
  const text = typeof header === 'string' ? header : (header ?? []).join(',')
  return text
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '')
}
