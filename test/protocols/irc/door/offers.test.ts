/** What is offered (CAP LS), and what a reload of the configuration brings and takes away (CAP NEW, CAP DEL; STS). */
import { expect, test } from 'vitest'
import { connectIrc, connectIrcTls, newGuest, password, type IrcPerson } from './irc-client.ts'
import { startIrcForTest } from './irc-server.ts'

/** The capabilities of CAP LS 302, as written. */
async function offered(person: IrcPerson): Promise<readonly string[]> {
  const lines = await person.ask('CAP LS 302')
  return lines.flatMap((line) => line.split(' :')[1]?.split(' ') ?? [])
}

const stsOf = (offers: readonly string[]) => offers.filter((offer) => offer.startsWith('sts'))

test('STS is not offered unless the operator says so', async () => {
  const server = await startIrcForTest(['irc.tls.port=0'])
  expect(stsOf(await offered(await connectIrc(server.port)))).toEqual([])
  expect(stsOf(await offered(await connectIrcTls(server.tlsPort)))).toEqual([])
})

test('STS tells the port to those without TLS and the duration to those with it, and cannot be asked for', async () => {
  const server = await startIrcForTest(['irc.tls.port=0', 'tls.stsSeconds=30d'])
  const plain = await connectIrc(server.port)
  const secure = await connectIrcTls(server.tlsPort)
  expect(stsOf(await offered(plain))).toEqual([`sts=port=${server.tlsPort}`])
  expect(stsOf(await offered(secure))).toEqual(['sts=duration=2592000'])
  for (const person of [plain, secure]) {
    expect(await person.ask('CAP REQ sts')).toEqual([':irc.test CAP * NAK sts'])
    expect(await person.ask('CAP REQ :batch sts', 'CAP LIST')).toEqual([
      ':irc.test CAP * NAK :batch sts',
      ':irc.test CAP * LIST cap-notify',
    ])
  }
})

test('clients from before 302 are told of capabilities without values, and of STS by name alone', async () => {
  const server = await startIrcForTest(['irc.tls.port=0', 'tls.stsSeconds=30d'])
  const [line = ''] = await (await connectIrc(server.port)).ask('CAP LS')
  expect(line).toMatch(/^:irc\.test CAP \* LS :/)
  expect(line).not.toContain('=')
})

test('a reload that changes what is offered tells those who want to know, and them alone', async () => {
  const server = await startIrcForTest(['users.registration=open', 'irc.scram.enabled=false'])
  const modern = await newGuest(server.port, 'modern', 'sasl draft/account-registration')
  const notified = await connectIrc(server.port)
  await notified.ask('CAP REQ :cap-notify draft/account-registration', 'NICK notified')
  const old = await connectIrc(server.port)
  await old.ask('CAP REQ draft/account-registration')
  await server.reconfigure('users.registration=closed', 'irc.scram.enabled=true')
  expect(await modern.fence()).toEqual([
    ':irc.test CAP modern NEW sasl=PLAIN,SCRAM-SHA-256',
    ':irc.test CAP modern DEL draft/account-registration',
  ])
  expect(await notified.fence()).toEqual([
    ':irc.test CAP notified NEW sasl=PLAIN,SCRAM-SHA-256',
    ':irc.test CAP notified DEL draft/account-registration',
  ])
  expect(await old.fence()).toEqual([])
  for (const person of [modern, notified, old]) {
    const lines = await person.ask('CAP LIST', 'CAP REQ draft/account-registration')
    expect(lines[0]).not.toContain('draft/account-registration')
    expect(lines[1]).toMatch(/^:irc\.test CAP \S+ NAK draft\/account-registration$/)
  }
  await server.reconfigure('users.registration=open', 'users.emailRequired=true', 'irc.scram.enabled=true')
  expect(await modern.fence()).toEqual([
    ':irc.test CAP modern NEW draft/account-registration=before-connect,email-required',
  ])
  await server.reconfigure('users.registration=open', 'users.emailRequired=true', 'irc.scram.enabled=true')
  expect(await modern.fence()).toEqual([])
})

test('STS is ended by a duration of nothing, never by CAP DEL', async () => {
  const server = await startIrcForTest(['irc.tls.port=0'])
  const plain = await newGuest(server.port, 'pat')
  const secure = await connectIrcTls(server.tlsPort)
  await secure.ask('CAP LS 302')
  await server.reconfigure('irc.tls.port=0', 'tls.stsSeconds=1h')
  expect(await plain.fence()).toEqual([`:irc.test CAP pat NEW sts=port=${server.tlsPort}`])
  expect(await secure.fence()).toEqual([':irc.test CAP * NEW sts=duration=3600'])
  await server.reconfigure('irc.tls.port=0', 'tls.stsSeconds=0')
  expect(await plain.fence()).toEqual([])
  expect(await secure.fence()).toEqual([':irc.test CAP * NEW sts=duration=0'])
})

test('a reload that changes who counts as present is seen by those who are here already', async () => {
  const server = await startIrcForTest()
  const ann = await newGuest(server.port, 'ann')
  await ann.ask('JOIN #x')
  await server.reconfigure('irc.alwaysOn=opt-out')
  const owner = await connectIrc(server.port)
  await owner.ask('NICK bob', 'USER bob 0 * :bob', `NS REGISTER :${password}`, 'JOIN #x')
  await ann.fence()
  owner.say('QUIT :gone')
  await owner.ended
  expect(await ann.ask('NAMES #x')).toContainEqual(expect.stringMatching(/ 353 ann = #x :.*\bbob\b/))
})
