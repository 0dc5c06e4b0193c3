/** Reads the header of the PROXY protocol (haproxy.org, versions 1 and 2) from the first bytes of a connection. Pure. */
import { addressBytes, addressText } from '../lib/network.ts'

export interface ProxyHeader {
  /** Its bytes; what comes after them is the connection's own. */
  readonly length: number
  /** Who is connected to the proxy; `null` when it speaks for itself or does not know. */
  readonly address: string | null
  /** Whether the proxy says that it was reached with TLS. */
  readonly secure: boolean
}

const versionOneBytes = 107
const versionOnePrefix = Buffer.from('PROXY ')
const lineEnd = Buffer.from('\r\n')
const ports = /^(?:0|[1-9]\d{0,4}) (?:0|[1-9]\d{0,4})$/

const signature = Buffer.from('0d0a0d0a000d0a515549540a', 'hex')
const versionTwoBytes = 16
/** The specification allows 64 KiB of extras; those in use need a few hundred bytes. */
const mostRest = 4096
const local = 0x20
const proxied = 0x21

/** For each family and transport, how many bytes the addresses have. UNIX sockets and "unspecified" name no one. */
const addressSizes: Readonly<Record<number, number>> = {
  0x00: 0,
  0x11: 12,
  0x12: 12,
  0x21: 36,
  0x22: 36,
  0x31: 216,
  0x32: 216,
}
const addressWidths: Readonly<Record<number, number>> = { 0x11: 4, 0x12: 4, 0x21: 16, 0x22: 16 }

const tlsExtra = 0x20
const reachedWithTls = 0x01

/** `more`: these bytes may become a header; `broken`: they never will. */
export function readProxyHeader(bytes: Buffer): ProxyHeader | 'more' | 'broken' {
  if (startsAs(bytes, signature)) return bytes.length < versionTwoBytes ? 'more' : versionTwo(bytes)
  if (startsAs(bytes, versionOnePrefix)) return versionOne(bytes)
  return 'broken'
}

/** Whether the bytes begin with the others, or are too few to tell. */
function startsAs(bytes: Buffer, beginning: Buffer): boolean {
  const length = Math.min(bytes.length, beginning.length)
  return bytes.subarray(0, length).equals(beginning.subarray(0, length))
}

function versionOne(bytes: Buffer): ProxyHeader | 'more' | 'broken' {
  const end = bytes.subarray(0, versionOneBytes).indexOf(lineEnd)
  if (end === -1) return bytes.length < versionOneBytes ? 'more' : 'broken'
  const length = end + lineEnd.length
  const [, family, source, destination, ...rest] = bytes.toString('latin1', 0, end).split(' ')
  if (family === 'UNKNOWN') return { length, address: null, secure: false }
  const address = announced(family, source)
  const known = address !== null && announced(family, destination) !== null && arePorts(rest)
  return known ? { length, address, secure: false } : 'broken'
}

function announced(family: string | undefined, address: string | undefined): string | null {
  const bytes = addressBytes(address ?? '')
  if (bytes === null) return null
  if (family === 'TCP4' && address?.includes(':') === false) return addressText(bytes)
  return family === 'TCP6' && address?.includes(':') === true ? addressText(bytes) : null
}

function arePorts(words: readonly string[]): boolean {
  return ports.test(words.join(' ')) && words.every((word) => Number(word) <= 0xffff)
}

function versionTwo(bytes: Buffer): ProxyHeader | 'more' | 'broken' {
  const command = bytes.readUInt8(12)
  const family = bytes.readUInt8(13)
  const rest = bytes.readUInt16BE(14)
  const length = versionTwoBytes + rest
  const size = addressSizes[family]
  if ((command !== local && command !== proxied) || size === undefined || rest > mostRest) return 'broken'
  if (bytes.length < length) return 'more'
  if (command === local) return { length, address: null, secure: false }
  if (rest < size) return 'broken'
  const secure = saysTls(bytes.subarray(versionTwoBytes + size, length))
  if (secure === null) return 'broken'
  const width = addressWidths[family]
  if (width === undefined) return { length, address: null, secure }
  const address = addressText(bytes.subarray(versionTwoBytes, versionTwoBytes + width))
  return { length, address, secure }
}

/** What the extras (type, length, value) say of TLS; `null` when they are cut off. */
function saysTls(extras: Buffer): boolean | null {
  let secure = false
  let at = 0
  while (at < extras.length) {
    if (at + 3 > extras.length) return null
    const value = extras.subarray(at + 3, at + 3 + extras.readUInt16BE(at + 1))
    if (value.length !== extras.readUInt16BE(at + 1)) return null
    if (extras[at] === tlsExtra && value.length > 0) secure = (value.readUInt8(0) & reachedWithTls) !== 0
    at += 3 + value.length
  }
  return secure
}
