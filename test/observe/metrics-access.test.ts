/** Who may read the figures. */
import { expect, test } from 'vitest'
import { mayReadMetrics, type MetricsReader } from '../../src/observe/metrics-access.ts'

const token = 'a-token-of-some-length'

function may(given: Partial<Omit<MetricsReader, 'config'>> & { readonly token?: string | null }): boolean {
  const { address = '203.0.113.9', authorization, token = null } = given
  return mayReadMetrics({ address, authorization, config: { enabled: true, token } })
}

test.each(['127.0.0.1', '127.9.9.9', '::1', '::ffff:127.0.0.1'])('without a token %s may', (address) => {
  expect(may({ address })).toBe(true)
})

test.each(['203.0.113.9', '10.0.0.1', '0.0.0.0', '::', 'fe80::1', 'localhost', '', '127.0.0.1, 203.0.113.9'])(
  'without a token "%s" may not, whatever it shows',
  (address) => {
    expect(may({ address })).toBe(false)
    expect(may({ address, authorization: `Bearer ${token}` })).toBe(false)
    expect(may({ address, authorization: 'Bearer null' })).toBe(false)
  },
)

test.each([`Bearer ${token}`, `bearer ${token}`, `Bearer  ${token} `])(
  'with a token, "%s" opens from anywhere',
  (authorization) => {
    expect(may({ authorization, token })).toBe(true)
    expect(may({ authorization, token, address: '127.0.0.1' })).toBe(true)
  },
)

test.each([
  undefined,
  '',
  'Bearer',
  'Bearer ',
  token,
  `Basic ${token}`,
  `Bearer ${token}x`,
  `Bearer ${token.slice(0, -1)}`,
  `Bearer ${token.toUpperCase()}`,
  `Bearer ${token} ${token}`,
  `Bearer ${'x'.repeat(100_000)}`,
])('with a token, "%.40s" opens nothing, not even on this machine', (authorization) => {
  expect(may({ authorization, token })).toBe(false)
  expect(may({ authorization, token, address: '127.0.0.1' })).toBe(false)
})

test('switched off, nobody may', () => {
  const reader = { address: '127.0.0.1', authorization: `Bearer ${token}` }
  expect(mayReadMetrics({ ...reader, config: { enabled: false, token } })).toBe(false)
  expect(mayReadMetrics({ ...reader, config: { enabled: false, token: null } })).toBe(false)
})
