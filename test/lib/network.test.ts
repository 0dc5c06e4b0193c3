/** Addresses and networks. */
import { describe, expect, it } from 'vitest'
import { addressBytes, isLoopback, networkContains, parseNetwork } from '../../src/lib/network.ts'

describe('parseNetwork', () => {
  it.each([
    ['203.0.113.7', '203.0.113.7/32'],
    ['203.0.113.7/32', '203.0.113.7/32'],
    ['203.0.113.7/24', '203.0.113.0/24'],
    ['203.0.113.7/25', '203.0.113.0/25'],
    ['203.0.113.200/25', '203.0.113.128/25'],
    ['0.0.0.0/0', '0.0.0.0/0'],
    [' 10.1.2.3/8 ', '10.0.0.0/8'],
    ['2001:DB8:0:0::1', '2001:db8::1/128'],
    ['2001:db8:ffff::1/33', '2001:db8:8000::/33'],
    ['::1', '::1/128'],
    ['::/0', '::/0'],
    ['::ffff:203.0.113.7', '203.0.113.7/32'],
    ['::ffff:203.0.113.7/120', '203.0.113.0/24'],
    ['::ffff:cb00:7107', '203.0.113.7/32'],
  ])('reads %s as %s', (text, canonical) => expect(parseNetwork(text)?.text).toBe(canonical))

  it.each([
    '',
    'john',
    '203.0.113',
    '203.0.113.7/33',
    '203.0.113.7/',
    '203.0.113.7/-1',
    '203.0.113.7/1.5',
    '203.0.113.7/24/1',
    '256.0.0.1',
    '0x7f.0.0.1',
    '0177.0.0.1',
    '127.1',
    '2130706433',
    'fe80::1%eth0',
    'fe80::1%eth0/64',
    '2001:db8::1/129',
    ':::1',
    '1.2.3.4:80',
    '[::1]',
    '/24',
  ])('refuses %j', (text) => expect(parseNetwork(text)).toBeNull())

  it('gives the first and the last address', () => {
    const network = parseNetwork('203.0.113.0/24')
    expect(network?.low.toString('hex')).toBe('00000000000000000000ffffcb007100')
    expect(network?.high.toString('hex')).toBe('00000000000000000000ffffcb0071ff')
    const six = parseNetwork('2001:db8::/32')
    expect(six?.low.toString('hex')).toBe('20010db8000000000000000000000000')
    expect(six?.high.toString('hex')).toBe('20010db8ffffffffffffffffffffffff')
  })

  it('reads its own text back as the same network', () => {
    for (const text of ['203.0.113.0/24', '2001:db8::/32', '::/0', '10.0.0.0/8']) {
      expect(parseNetwork(parseNetwork(text)?.text ?? '')).toEqual(parseNetwork(text))
    }
  })
})

describe('networkContains', () => {
  it.each([
    ['203.0.113.0/24', '203.0.113.255', true],
    ['203.0.113.0/24', '203.0.114.0', false],
    ['203.0.113.0/24', '::ffff:203.0.113.9', true],
    ['0.0.0.0/0', '2001:db8::1', false],
    ['::/0', '203.0.113.1', false],
    ['2001:db8::/32', '2001:db8:1::1', true],
    ['2001:db8::/32', 'nonsense', false],
  ])('%s has %s: %s', (text, address, expected) => {
    const network = parseNetwork(text)
    expect(network === null ? null : networkContains(network, address)).toBe(expected)
  })
})

describe('addressBytes', () => {
  it('takes one address only', () => {
    expect(addressBytes('127.0.0.1')?.toString('hex')).toBe('00000000000000000000ffff7f000001')
    expect(addressBytes('::1')?.toString('hex')).toBe(`${'0'.repeat(31)}1`)
    expect(addressBytes('127.0.0.1/32')).toBeNull()
    expect(addressBytes('localhost')).toBeNull()
  })
})

describe('isLoopback', () => {
  it.each(['127.0.0.1', '127.255.0.9', '::1', '::ffff:127.0.0.1'])('%s is this machine', (address) =>
    expect(isLoopback(address)).toBe(true),
  )

  it.each(['128.0.0.1', '10.0.0.1', '::', '::2', '::ffff:10.0.0.1', 'fe80::1', '', 'localhost'])(
    '%j is not',
    (address) => expect(isLoopback(address)).toBe(false),
  )
})
