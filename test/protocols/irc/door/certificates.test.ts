/** SASL EXTERNAL: a certificate that its owner has registered signs in without a password, and nobody else's does. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeCertificate, type TestCertificate } from '../../../net/certificate.ts'
import { connectIrc, connectIrcTls, enter, introduction, password, type IrcPerson } from './irc-client.ts'
import { startIrc, type IrcServer } from './irc-server.ts'

let server: IrcServer

beforeAll(async () => {
  server = await startIrc(['irc.tls.port=0'])
})

afterAll(() => server.stop())

function connectWith({ key, cert }: TestCertificate): Promise<IrcPerson> {
  return connectIrcTls(server.tlsPort, { key, cert })
}

/** Somebody with an account, over TLS with this certificate, which has not been added yet. */
async function owner(nick: string, certificate: TestCertificate): Promise<IrcPerson> {
  const person = await connectWith(certificate)
  return enter(person, introduction(nick, 'sasl', [`REGISTER * * :${password}`]))
}

/** What SASL EXTERNAL is answered with, up to its end. */
async function external(person: IrcPerson, authorization = '+'): Promise<readonly string[]> {
  await person.ask('CAP LS 302', 'CAP REQ sasl')
  return person.ask('AUTHENTICATE EXTERNAL', `AUTHENTICATE ${authorization}`)
}

const said = (lines: readonly string[]) => lines.map((line) => line.replace(/^\S+ (NOTICE )?\S+ :?/, ''))
const failed = ['AUTHENTICATE +', expect.stringMatching(/^:irc\.test 904 \* :SASL authentication failed/)]

async function offers(person: IrcPerson): Promise<string | undefined> {
  return /\bsasl=(\S+)/.exec((await person.ask('CAP LS 302')).join(' '))?.[1]
}

test('EXTERNAL is offered to those alone who show a certificate', async () => {
  expect(await offers(await connectIrc(server.port))).toBe('PLAIN')
  expect(await offers(await connectIrcTls(server.tlsPort))).toBe('PLAIN')
  expect(await offers(await connectWith(await makeCertificate('somebody')))).toBe('PLAIN,EXTERNAL')
})

test('a certificate that was added signs its owner in, with an authorization or without', async () => {
  const certificate = await makeCertificate('ann')
  const ann = await owner('ann', certificate)
  expect(said(await ann.ask('NS CERT LIST'))).toEqual([
    'You have no certificates: CERT ADD adds the one of this connection',
  ])
  expect(said(await ann.ask('NS CERT ADD'))).toEqual([
    `${certificate.fingerprint} signs you in from now on (SASL EXTERNAL)`,
  ])
  expect(said(await ann.ask('NS CERT LIST'))).toEqual(['Your certificates:', certificate.fingerprint])
  for (const authorization of [
    '+',
    Buffer.from('ann').toString('base64'),
    Buffer.from('ANN').toString('base64'),
  ]) {
    const again = await connectWith(certificate)
    expect(await external(again, authorization)).toEqual([
      'AUTHENTICATE +',
      expect.stringMatching(/^:irc\.test 900 \* \S+ ann :You are now logged in as ann$/),
      ':irc.test 903 * :SASL authentication successful',
    ])
    again.say('NICK ann', 'USER ann 0 * :Ann', 'CAP END')
    await again.waitFor(' 001 ann ')
    expect(await again.ask('WHOIS ann')).toContainEqual(
      expect.stringMatching(/^:irc\.test 330 ann ann ann :/),
    )
  }
})

test('a certificate nobody has registered signs nobody in, nor does one without TLS; the log says so', async () => {
  const failures = () => server.inner.log.filter(({ message }) => message === 'sign-in failed')
  const before = failures().length
  expect(await external(await connectWith(await makeCertificate('unknown')))).toEqual(failed)
  expect(await (await connectIrcTls(server.tlsPort)).ask('CAP REQ sasl', 'AUTHENTICATE EXTERNAL')).toEqual([
    ':irc.test CAP * ACK sasl',
    ':irc.test 908 * PLAIN :are available SASL mechanisms',
    ':irc.test 904 * :SASL authentication failed',
  ])
  expect(failures().slice(before)).toEqual([
    {
      level: 'warn',
      fields: { address: '127.0.0.1', reason: 'no-such-certificate' },
      message: 'sign-in failed',
    },
  ])
})

test('a certificate signs in as its owner only, whoever else is named', async () => {
  const certificate = await makeCertificate('bob')
  const bob = await owner('bob', certificate)
  await bob.ask('NS CERT ADD')
  await owner('carl', await makeCertificate('carl'))
  const other = await connectWith(certificate)
  expect(await external(other, Buffer.from('carl').toString('base64'))).toEqual(failed)
})

test('nobody takes a certificate from its owner by naming it, and its owner takes it back from anybody', async () => {
  const certificate = await makeCertificate('dora')
  const dora = await owner('dora', certificate)
  const thief = await owner('thief', await makeCertificate('thief'))
  // Before she has added it, the fingerprint is only a number that anybody may know.
  await thief.ask(`NS CERT ADD ${certificate.fingerprint}`)
  expect(said(await dora.ask('NS CERT ADD'))).toEqual([
    `${certificate.fingerprint} signs you in from now on (SASL EXTERNAL)`,
  ])
  expect(said(await thief.ask('NS CERT LIST'))[0]).toContain('You have no certificates')
  expect(said(await thief.ask(`NS CERT ADD ${certificate.fingerprint.toUpperCase()}`))).toEqual([
    'that certificate belongs to somebody else',
  ])
  const again = await connectWith(certificate)
  expect((await external(again))[1]).toMatch(/ 900 \* \S+ dora :/)
})

test('a certificate that was taken away signs nobody in any more; only its owner can take it away', async () => {
  const certificate = await makeCertificate('emil')
  const emil = await owner('emil', certificate)
  await emil.ask('NS CERT ADD')
  const other = await owner('otto', await makeCertificate('otto'))
  await other.ask(`NS CERT DEL ${certificate.fingerprint}`)
  expect((await external(await connectWith(certificate)))[1]).toMatch(/ 900 /)
  expect(said(await emil.ask(`NS CERT DEL ${certificate.fingerprint}`))).toEqual([
    'That certificate signs nobody in any more',
  ])
  expect(await external(await connectWith(certificate))).toEqual(failed)
})

test('a guest has no account to add a certificate to; a banned owner is not let in by one', async () => {
  const certificate = await makeCertificate('finn')
  const guest = await enter(await connectWith(certificate), introduction('gast'))
  expect(said(await guest.ask('NS CERT ADD'))).toEqual(['a guest has no account: register first'])
  const finn = await owner('finn', certificate)
  await finn.ask('NS CERT ADD')
  await server.command('/ban finn')
  await finn.untilEnd()
  expect(await external(await connectWith(certificate))).toEqual(failed)
})

test('somebody who is in already may sign in by certificate too', async () => {
  const certificate = await makeCertificate('gina')
  const gina = await owner('gina', certificate)
  await gina.ask('NS CERT ADD')
  gina.say('QUIT')
  await gina.ended
  const guest = await enter(await connectWith(certificate), introduction('guestly', 'sasl'))
  expect(await guest.ask('AUTHENTICATE EXTERNAL', 'AUTHENTICATE +')).toEqual([
    'AUTHENTICATE +',
    expect.stringMatching(
      /^:irc\.test 900 guestly guestly!\S+@gina\.user gina :You are now logged in as gina$/,
    ),
    ':irc.test 903 guestly :SASL authentication successful',
  ])
})
