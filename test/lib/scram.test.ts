import { createHash, createHmac, pbkdf2Sync } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  challengeScram,
  decoyScramKeys,
  deriveScramKeys,
  openScram,
  proveScram,
  readScramKeys,
  type ScramChallenged,
  type ScramKeys,
  type ScramOpened,
} from '../../src/lib/scram.ts'
import { seeded } from '../support/seed.ts'
import { workOf } from '../support/stopwatch.ts'

const salt = Buffer.from('W22ZaJ0SNY7soEsUEjb6gQ==', 'base64')
const fresh = '%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0'
const keys = await deriveScramKeys('pencil', { salt, iterations: 4096 })

function opened(text: string): ScramOpened {
  const first = openScram(Buffer.from(text))
  if (first.step !== 'opened') throw new Error(first.reason)
  return first
}

function challenged(text = 'n,,n=user,r=rOprNGfwEbeRWgbNEkqO', of: ScramKeys = keys): ScramChallenged {
  return challengeScram(opened(text), of, fresh)
}

/** The client's side, made apart from ours. */
function proofOf(password: string, { opened, keys, message, nonce }: ScramChallenged): string {
  const salted = pbkdf2Sync(
    password.normalize('NFKC'),
    Buffer.from(keys.salt, 'base64'),
    keys.iterations,
    32,
    'sha256',
  )
  const clientKey = createHmac('sha256', salted).update('Client Key').digest()
  const unproved = `c=${Buffer.from(opened.header).toString('base64')},r=${nonce}`
  const storedKey = createHash('sha256').update(clientKey).digest()
  const signature = createHmac('sha256', storedKey).update(`${opened.bare},${message},${unproved}`).digest()
  return `${unproved},p=${Buffer.from(clientKey.map((byte, index) => byte ^ (signature[index] ?? 0))).toString('base64')}`
}

function proved(challenge: ScramChallenged, text: string): string {
  const end = proveScram(challenge, Buffer.from(text))
  return end.step === 'proved' ? end.message : end.reason
}

describe('SCRAM-SHA-256', () => {
  it('goes as the example of RFC 7677 goes', () => {
    const challenge = challenged()
    expect(challenge.message).toBe(
      'r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096',
    )
    expect(
      proved(
        challenge,
        'c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=',
      ),
    ).toBe('v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=')
  })

  it.each([
    ['n,,n=user,r=abc', { username: 'user', actAs: null, nonce: 'abc', header: 'n,,' }],
    ['y,,n=user,r=abc', { username: 'user', header: 'y,,' }],
    [
      'n,a=other,n=user,r=abc,x=more',
      { username: 'user', actAs: 'other', header: 'n,a=other,', nonce: 'abc' },
    ],
    ['n,,n=a=2Cb=3Dc,r=abc', { username: 'a,b=c' }],
    ['n,,n=\ufb01sh,r=abc', { username: 'fish' }],
  ])('opens with %j', (text, expected) => {
    expect(opened(text)).toMatchObject(expected)
  })

  it.each([
    ['', 'invalid-encoding'],
    ['n,,', 'invalid-encoding'],
    ['n=x,,n=user,r=abc', 'invalid-encoding'],
    ['n,,n=,r=abc', 'invalid-encoding'],
    ['n,,n=user,r=', 'invalid-encoding'],
    ['n,,n=user,r=a\u0007', 'invalid-encoding'],
    ['n,,n=user', 'invalid-encoding'],
    ['x,,n=user,r=abc', 'invalid-encoding'],
    ['\ufeffn,,n=user,r=abc', 'invalid-encoding'],
    ['p=tls-exporter,,n=user,r=abc', 'channel-binding-not-supported'],
    ['n,,m=x,n=user,r=abc', 'extensions-not-supported'],
    ['n,,n=a=2cb,r=abc', 'invalid-username-encoding'],
    ['n,,n=a=,r=abc', 'invalid-username-encoding'],
    ['n,a=a=1,n=user,r=abc', 'invalid-username-encoding'],
  ])('does not open with %j', (text, reason) => {
    expect(openScram(Buffer.from(text))).toEqual({ step: 'refused', reason })
  })

  it('does not open with bytes that are no text', () => {
    expect(openScram(Buffer.from([0x6e, 0x2c, 0x2c, 0xff])).step).toBe('refused')
  })

  it('refuses a wrong password, and an old proof', () => {
    const challenge = challenged()
    expect(proved(challenge, proofOf('pencil', challenge))).toMatch(/^v=/)
    expect(proved(challenge, proofOf('pencils', challenge))).toBe('wrong-password')
    const again = challengeScram(challenge.opened, keys, 'other')
    expect(proved(again, proofOf('pencil', challenge))).toBe('wrong-nonce')
  })

  it('refuses what was changed on the way', () => {
    const challenge = challenged('y,,n=user,r=abc')
    const whole = proofOf('pencil', challenge)
    expect(proved(challenge, whole)).toMatch(/^v=/)
    expect(proved(challenge, whole.replace(/^c=[^,]+/, 'c=biws'))).toBe('channel-bindings-dont-match')
    expect(proved(challenge, whole.replace(',p=', ',x=1,p='))).toBe('wrong-password')
    expect(proved(challenge, whole.replace(/p=.*/, 'p=AAAA'))).toBe('wrong-password')
    expect(proved(challenge, whole.replace(/,p=.*/, ''))).toBe('invalid-encoding')
    expect(proved(challenge, '')).toBe('invalid-encoding')
  })

  it('takes a password in any of its normal forms', async () => {
    const composed = await deriveScramKeys('gr\u00fcn', { salt, iterations: 1 })
    const decomposed = await deriveScramKeys('gru\u0308n', { salt, iterations: 1 })
    expect(composed).toEqual(decomposed)
  })

  it('treats names that nobody has like the others, and lets nobody in by them', () => {
    const decoy = decoyScramKeys('secret', 'nobody', 4096)
    expect(decoyScramKeys('secret', 'nobody', 4096)).toEqual(decoy)
    expect(decoyScramKeys('secret', 'nobody2', 4096).salt).not.toBe(decoy.salt)
    expect(decoyScramKeys('other', 'nobody', 4096).salt).not.toBe(decoy.salt)
    expect(decoy.salt).toHaveLength(keys.salt.length)
    expect(readScramKeys(JSON.stringify(decoy))).toEqual(decoy)
    const challenge = challenged(undefined, decoy)
    expect(proved(challenge, proofOf('pencil', challenge))).toBe('wrong-password')
  })

  it.each([
    [JSON.stringify(keys), keys],
    [JSON.stringify({ ...keys, more: 1 }), keys],
    [JSON.stringify({ ...keys, storedKey: 'AAAA' }), null],
    [JSON.stringify({ ...keys, salt: '!' }), null],
    [JSON.stringify({ ...keys, iterations: 0 }), null],
    ['null', null],
    ['{', null],
    ['', null],
  ])('reads %j', (text, read) => {
    expect(readScramKeys(text)).toEqual(read)
  })

  it('answers whatever bytes come', () => {
    const bytes = fc.oneof(
      fc.uint8Array(),
      fc
        .string({ unit: fc.constantFrom('n', 'y', 'p', 'c', 'r', 'a', 'm', '=', ',', '2C', '\u{1f600}') })
        .map((text) => Buffer.from(text)),
    )
    const challenge = challenged()
    fc.assert(
      fc.property(bytes, (payload) => {
        expect(['opened', 'refused']).toContain(openScram(payload).step)
        expect(proveScram(challenge, payload).step).toBe('refused')
      }),
      seeded('SCRAM'),
    )
  })

  it('takes no longer for a hostile text than for any other', () => {
    const texts = [
      'n,,n=user,r=a'.padEnd(500_000, ',p=a'),
      `c=a,r=a${',p=a'.repeat(200_000)}!`,
      `n,,n=${'=2C'.repeat(200_000)}`,
    ]
    const work = workOf(() => {
      for (const text of texts) {
        openScram(Buffer.from(text))
        proveScram(challenged(), Buffer.from(text))
      }
    })
    expect(work).toBeLessThan(1500)
  })
})
