/** No URL that somebody gives leads this server into its own network. */
import { describe, expect, it, test } from 'vitest'
import { isPublicAddress, urlProblem } from '../../src/lib/public-address.ts'
import { publicLookup } from '../../src/lib/public-lookup.ts'

describe('addresses', () => {
  test.each([
    ...['127.0.0.1', '127.9.9.9', '10.0.0.1', '172.16.0.1', '192.168.1.1', '169.254.169.254', '100.64.0.1'],
    ...['0.0.0.0', '224.0.0.1', '255.255.255.255', '::', '::1', 'fe80::1', 'fc00::1', 'fd12::1', 'ff02::1'],
    ...[
      '::ffff:127.0.0.1',
      '::ffff:10.1.2.3',
      '64:ff9b::7f00:1',
      '64:ff9b::a00:1',
      '2002:7f00:1::',
      '2001::1',
    ],
    ...['2001:db8::1', 'chat.example.org', '', '1.2.3'],
    ...[
      '168.63.129.16',
      '100.100.100.200',
      'fd00:ec2::254',
      'fec0::1',
      '4000::1',
      '::127.0.0.1',
      'fe80::1%eth0',
    ],
  ])('%s is not public', (address) => {
    expect(isPublicAddress(address)).toBe(false)
  })

  test.each(['8.8.8.8', '2a00:1450:4007::1', '::ffff:8.8.8.8', '64:ff9b::808:808'])('%s is', (address) => {
    expect(isPublicAddress(address)).toBe(true)
  })
})

describe('URLs', () => {
  test.each([
    ...[
      'http://push.example.org/x',
      'https://127.0.0.1/',
      'https://[::1]/',
      'https://0x7f.1/',
      'https://2130706433/',
    ],
    ...[
      'https://localhost/',
      'https://a.localhost./',
      'https://db/',
      'https://printer.local/',
      'https://x.internal/',
    ],
    ...[
      'https://[::ffff:127.0.0.1]/',
      'https://john:secret@push.example.org/',
      'ftp://push.example.org',
      'no',
      '',
    ],
    'https://169.254.169.254/latest/meta-data',
  ])('%s may not be called', (url) => {
    expect(urlProblem(url, [])).not.toBeNull()
  })

  it('of the open internet may be called, over TLS', () => {
    expect(urlProblem('https://push.example.org/send/abc?x=1', [])).toBeNull()
    expect(urlProblem('https://push.example.org:8443/', [])).toBeNull()
  })

  it('at hosts that the operator allows may be called however private they are', () => {
    const allowed = ['127.0.0.1:9000', 'hooks.local']
    expect(urlProblem('http://127.0.0.1:9000/x', allowed)).toBeNull()
    expect(urlProblem('https://HOOKS.local/x', allowed)).toBeNull()
    expect(urlProblem('https://hooks.local:444/x', allowed)).toBeNull()
    expect(urlProblem('http://127.0.0.1:9001/x', allowed)).not.toBeNull()
    expect(urlProblem('file://127.0.0.1:9000/x', allowed)).not.toBeNull()
  })
})

describe('names', () => {
  it('that lead to this machine are not connected to', async () => {
    const failure = await new Promise<Error | null>((resolve) => {
      publicLookup('localhost', { all: true }, (error) => resolve(error))
    })
    expect(failure?.message).toMatch(/not on the open internet/)
  })
})
