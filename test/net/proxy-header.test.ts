/** The PROXY header as bytes: both versions, every family, and what is none. */
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readProxyHeader } from '../../src/net/proxy-header.ts'
import { seeded } from '../support/seed.ts'
import { versionTwo } from './proxy-bytes.ts'

const more = Buffer.from('NICK x\r\n')

describe('version 1', () => {
  test.each([
    ['PROXY TCP4 203.0.113.7 192.0.2.1 56324 6697\r\n', '203.0.113.7'],
    ['PROXY TCP6 2001:DB8:0:0::7 2001:db8::1 56324 6697\r\n', '2001:db8::7'],
    ['PROXY TCP6 ::ffff:203.0.113.7 ::1 0 65535\r\n', '203.0.113.7'],
    ['PROXY UNKNOWN\r\n', null],
    ['PROXY UNKNOWN ffff::1 ffff::2 1 2\r\n', null],
  ])('%j', (line, address) => {
    const header = { length: line.length, address, secure: false }
    expect(readProxyHeader(Buffer.from(line))).toEqual(header)
    expect(readProxyHeader(Buffer.concat([Buffer.from(line), more]))).toEqual(header)
  })

  test.each([
    'PROXY TCP4 203.0.113.7 192.0.2.1 56324\r\n',
    'PROXY TCP4 203.0.113.7 192.0.2.1 56324 66000\r\n',
    'PROXY TCP4 203.0.113.7 192.0.2.1 56324 6697 \r\n',
    'PROXY TCP4 203.0.113.7  192.0.2.1 56324 6697\r\n',
    'PROXY TCP4 203.0.113.300 192.0.2.1 56324 6697\r\n',
    'PROXY TCP4 0x7f.1 192.0.2.1 56324 6697\r\n',
    'PROXY TCP4 ::1 ::1 56324 6697\r\n',
    'PROXY TCP6 127.0.0.1 127.0.0.1 56324 6697\r\n',
    'PROXY TCP6 fe80::1%eth0 ::1 56324 6697\r\n',
    'PROXY UDP4 203.0.113.7 192.0.2.1 56324 6697\r\n',
    'PROXY tcp4 203.0.113.7 192.0.2.1 56324 6697\r\n',
    'PROXY \r\n',
    `PROXY UNKNOWN ${'x'.repeat(200)}\r\n`,
    `PROXY TCP4 ${'1'.repeat(200)}`,
    'proxy TCP4',
    'NICK x\r\n',
    '\r\nNICK x\r\n',
    '\0',
  ])('%j is broken', (line) => {
    expect(readProxyHeader(Buffer.from(line))).toBe('broken')
  })
})

describe('version 2', () => {
  const four = Buffer.from([203, 0, 113, 7, 192, 0, 2, 1, 1, 2, 3, 4])
  const six = Buffer.from('20010db800000000000000000000000720010db800000000000000000000000101020304', 'hex')
  const unix = Buffer.alloc(216)
  const tls = Buffer.from([0x20, 0, 5, 0x01, 0, 0, 0, 0])
  const withoutTls = Buffer.from([0x20, 0, 5, 0x00, 0, 0, 0, 1])
  const unique = Buffer.from([0x05, 0, 3, 1, 2, 3])

  test.each([
    ['TCP over IPv4', versionTwo(0x21, 0x11, four), '203.0.113.7', false],
    ['UDP over IPv4', versionTwo(0x21, 0x12, four), '203.0.113.7', false],
    ['TCP over IPv6', versionTwo(0x21, 0x21, six), '2001:db8::7', false],
    ['UDP over IPv6', versionTwo(0x21, 0x22, six), '2001:db8::7', false],
    ['UNIX stream', versionTwo(0x21, 0x31, unix), null, false],
    ['UNIX datagram', versionTwo(0x21, 0x32, unix), null, false],
    ['unspecified', versionTwo(0x21, 0x00), null, false],
    ['the proxy itself', versionTwo(0x20, 0x00), null, false],
    ['the proxy itself with an address', versionTwo(0x20, 0x11, four), null, false],
    ['TLS at the proxy', versionTwo(0x21, 0x11, four, unique, tls), '203.0.113.7', true],
    ['no TLS at the proxy', versionTwo(0x21, 0x11, four, withoutTls, unique), '203.0.113.7', false],
  ])('%s', (_, bytes, address, secure) => {
    expect(readProxyHeader(Buffer.concat([bytes, more]))).toEqual({ length: bytes.length, address, secure })
  })

  test.each([
    ['another version', versionTwo(0x31, 0x11, four)],
    ['another command', versionTwo(0x22, 0x11, four)],
    ['another family', versionTwo(0x21, 0x41, four)],
    ['another transport', versionTwo(0x21, 0x13, four)],
    ['too few bytes for the addresses', versionTwo(0x21, 0x21, four)],
    ['extras that are cut off', versionTwo(0x21, 0x11, four, tls.subarray(0, 5))],
    ['endless extras', versionTwo(0x21, 0x11, four, Buffer.alloc(60_000))],
  ])('%s is broken', (_, bytes) => {
    expect(readProxyHeader(bytes)).toBe('broken')
  })

  test('endless extras are known by their length already', () => {
    expect(readProxyHeader(versionTwo(0x21, 0x11, four, Buffer.alloc(60_000)).subarray(0, 16))).toBe('broken')
  })

  test('until the last byte it may become one', () => {
    for (const whole of [
      versionTwo(0x21, 0x21, six, unique, tls),
      Buffer.from('PROXY TCP4 203.0.113.7 192.0.2.1 1 2\r\n'),
    ]) {
      for (let length = 0; length < whole.length; length += 1)
        expect(readProxyHeader(whole.subarray(0, length))).toBe('more')
    }
  })
})

test('whatever the bytes are, there is an answer, and it takes no more than there is', () => {
  const beginnings = [versionTwo(0x21, 0x11), versionTwo(0x21, 0x21).subarray(0, 13), Buffer.from('PROXY ')]
  fc.assert(
    fc.property(fc.constantFrom(...beginnings), fc.uint8Array({ maxLength: 300 }), (beginning, rest) => {
      const bytes = Buffer.concat([beginning, rest])
      const header = readProxyHeader(bytes)
      expect(typeof header === 'string' ? 0 : header.length).toBeLessThanOrEqual(bytes.length)
    }),
    seeded('PROXY headers'),
  )
})
