/** Addresses and networks (IPv4 and IPv6) as text and as comparable ranges of 16 bytes; IPv4 counts as mapped IPv6. */
import ipaddr from 'ipaddr.js'

export interface Network {
  /** Canonical CIDR: `203.0.113.0/24`, `2001:db8::/32`; one address is `/32` or `/128`. */
  readonly text: string
  readonly low: Buffer
  readonly high: Buffer
}

const mappedPrefix = Buffer.from('00000000000000000000ffff', 'hex')
const loopback = Buffer.from('00000000000000000000000000000001', 'hex')
const decimal = /^\d{1,3}$/

/** `null` for anything but an address or network; host bits are cleared. */
export function parseNetwork(text: string): Network | null {
  const [address, length, ...rest] = text.trim().split('/')
  if (address === undefined || rest.length > 0) return null
  const parsed = parseAddress(address)
  if (parsed === null) return null
  const mapped = parsed instanceof ipaddr.IPv6 && parsed.isIPv4MappedAddress()
  const bits = prefixLength(length, parsed.kind() === 'ipv4' ? 32 : 128)
  if (bits === null) return null
  if (mapped && bits >= 96) return range(parsed.toIPv4Address(), bits - 96)
  return range(parsed, bits)
}

/** The 16 bytes of one address, or `null`. They have memory of their own: what crosses between threads takes all of its memory along. */
export function addressBytes(text: string): Buffer | null {
  const trimmed = text.trim()
  return mappedBytes(trimmed) ?? sixBytes(trimmed)
}

const decimalPart = '(0|[1-9]\\d{0,2})'
const fourParts = new RegExp(`^${Array(4).fill(decimalPart).join('\\.')}$`)

/** Of IPv4, which nearly everybody comes by. */
function mappedBytes(text: string): Buffer | null {
  const found = fourParts.exec(text)
  if (found === null) return null
  const bytes = Buffer.alloc(16)
  bytes.set(mappedPrefix)
  for (let part = 1; part <= 4; part += 1) {
    const value = Number(found[part])
    if (value > 255) return null
    bytes[11 + part] = value
  }
  return bytes
}

function sixBytes(text: string): Buffer | null {
  const parsed = parseAddress(text)
  if (parsed === null) return null
  const bytes = Buffer.alloc(16)
  bytes.set(sixteen(parsed))
  return bytes
}

/** The text of 4 or 16 bytes, IPv4 as such also when it is mapped into IPv6: every address has one text only. */
export function addressText(bytes: Buffer): string {
  const plain = bytes.length === 16 && isIpv4(bytes) ? bytes.subarray(12) : bytes
  return ipaddr.fromByteArray([...plain]).toString()
}

export function isIpv4(bytes: Buffer): boolean {
  return bytes.subarray(0, 12).equals(mappedPrefix)
}

/** A network of one family never contains an address of the other: `::/0` is not all of IPv4. */
export function networkContains(network: Network, address: string): boolean {
  const bytes = addressBytes(address)
  if (bytes === null || isIpv4(bytes) !== isIpv4(network.low)) return false
  return network.low.compare(bytes) <= 0 && network.high.compare(bytes) >= 0
}

/** Whether it is this machine itself: what comes from there crossed no wire. */
export function isLoopback(address: string): boolean {
  const bytes = addressBytes(address)
  if (bytes === null) return false
  return isIpv4(bytes) ? bytes[12] === 127 : bytes.equals(loopback)
}

/** Only plain forms. */
export function parseAddress(text: string): ipaddr.IPv4 | ipaddr.IPv6 | null {
  // Only plain forms: shortened, octal and hexadecimal IPv4 mean different things to different programs.
  if (ipaddr.IPv4.isValidFourPartDecimal(text)) return ipaddr.IPv4.parse(text)
  if (!text.includes(':') || text.includes('%') || !ipaddr.IPv6.isValid(text)) return null
  return ipaddr.IPv6.parse(text)
}

function prefixLength(text: string | undefined, whole: number): number | null {
  if (text === undefined) return whole
  if (!decimal.test(text)) return null
  const bits = Number(text)
  return bits <= whole ? bits : null
}

function range(address: ipaddr.IPv4 | ipaddr.IPv6, bits: number): Network {
  const bytes = address.toByteArray()
  const low = bytes.map((byte, index) => byte & mask(bits, index))
  const high = bytes.map((byte, index) => (byte & mask(bits, index)) | (~mask(bits, index) & 0xff))
  const first = ipaddr.fromByteArray(low)
  return {
    text: `${first.toString()}/${bits}`,
    low: sixteen(first),
    high: sixteen(ipaddr.fromByteArray(high)),
  }
}

/** The part of a prefix that falls into one byte. */
function mask(bits: number, index: number): number {
  const inside = Math.min(8, Math.max(0, bits - index * 8))
  return (0xff << (8 - inside)) & 0xff
}

function sixteen(address: ipaddr.IPv4 | ipaddr.IPv6): Buffer {
  const bytes = Buffer.from(address.toByteArray())
  return bytes.length === 16 ? bytes : Buffer.concat([mappedPrefix, bytes])
}
