/** What others do as one is told of it: exact lines for those who have the capability, nothing or less for those who have not. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newGuest, newUser, password, returning, type IrcPerson } from './irc-client.ts'
import { startIrc, type IrcServer } from './irc-server.ts'

let server: IrcServer

beforeAll(async () => {
  server = await startIrc()
})

afterAll(() => server.stop())

const notices =
  'chghost account-notify extended-join invite-notify setname away-notify userhost-in-names extended-monitor'

/** Two in a channel who watch: one is told everything, one knows nothing of IRCv3. */
async function watchers(channel: string): Promise<{ told: IrcPerson; plain: IrcPerson }> {
  const told = await newGuest(server.port, `told${channel.slice(1)}`, notices)
  const plain = await newGuest(server.port, `plain${channel.slice(1)}`)
  await told.ask(`JOIN ${channel}`)
  await plain.ask(`JOIN ${channel}`)
  await told.fence()
  return { told, plain }
}

test('JOIN tells account and real name to those with extended-join', async () => {
  const { told, plain } = await watchers('#ej')
  const ann = await newUser(server.port, 'ann')
  const gus = await newGuest(server.port, 'gus')
  await ann.ask('SETNAME :Ann of the North', 'JOIN #ej')
  await gus.ask('JOIN #ej')
  expect(await told.fence()).toEqual([
    ':ann!ann@ann.user JOIN #ej ann :Ann of the North',
    expect.stringMatching(/^:gus!~gus@[0-9a-f]{16}\.guest JOIN #ej \* gus$/),
  ])
  expect(await plain.fence()).toEqual([
    ':ann!ann@ann.user JOIN #ej',
    expect.stringMatching(/^:gus!~gus@[0-9a-f]{16}\.guest JOIN #ej$/),
  ])
})

test('a guest who signs in changes account and host before the eyes of those who take it', async () => {
  const { told, plain } = await watchers('#acc')
  const owner = await newUser(server.port, 'olga')
  owner.say('QUIT')
  await owner.ended
  const guest = await newGuest(server.port, 'otto')
  await guest.ask('JOIN #acc')
  await Promise.all([told.fence(), plain.fence()])
  await guest.ask(`NS IDENTIFY olga :${password}`)
  expect(await told.fence()).toEqual([
    expect.stringMatching(/^:otto!~otto@[0-9a-f]{16}\.guest ACCOUNT olga$/),
    expect.stringMatching(/^:otto!~otto@[0-9a-f]{16}\.guest CHGHOST ~otto olga\.user$/),
  ])
  expect(await plain.fence()).toEqual([])
})

test('a guest who turns out to be somebody here already leaves, and that one comes in', async () => {
  const { told, plain } = await watchers('#two')
  const here = await newUser(server.port, 'nora')
  await here.ask('JOIN #other')
  const guest = await newGuest(server.port, 'norbert', 'account-notify chghost')
  await guest.ask('JOIN #two')
  await Promise.all([told.fence(), plain.fence(), here.fence()])
  const lines = await guest.ask(`NS IDENTIFY nora :${password}`)
  expect(lines).toEqual([
    expect.stringMatching(/^:norbert!\S+\.guest ACCOUNT nora$/),
    expect.stringMatching(/^:norbert!\S+\.guest CHGHOST nora nora\.user$/),
    ':norbert!nora@nora.user NICK nora',
    ':nora!nora@nora.user JOIN #other',
    ':irc.test 353 nora = #other @nora',
    ':irc.test 366 nora #other :End of /NAMES list',
    ':irc.test 900 nora nora!nora@nora.user nora :You are now logged in as nora',
    ':NickServ!services@irc.test NOTICE nora :You are signed in as nora',
  ])
  expect(await told.fence()).toEqual([
    expect.stringMatching(/^:norbert!\S+\.guest QUIT :Signed in as nora$/),
    ':nora!nora@nora.user JOIN #two nora nora',
  ])
  expect(await plain.fence()).toEqual([
    expect.stringMatching(/^:norbert!\S+\.guest QUIT :Signed in as nora$/),
    ':nora!nora@nora.user JOIN #two',
  ])
  expect((await here.fence())[0]).toBe(':nora!nora@nora.user JOIN #two')
  await guest.ask('PRIVMSG #two :from both')
  expect(await here.fence()).toContain(':nora!nora@nora.user PRIVMSG #two :from both')
})

test('a guest who registers keeps the nick, and gets an account and a host of their own', async () => {
  const { told, plain } = await watchers('#reg')
  const guest = await newGuest(server.port, 'rita')
  await guest.ask('JOIN #reg')
  await Promise.all([told.fence(), plain.fence()])
  await guest.ask(`NS REGISTER ${password.replaceAll(' ', '')}`)
  expect(await told.fence()).toEqual([
    expect.stringMatching(/^:rita!~rita@[0-9a-f]{16}\.guest ACCOUNT rita$/),
    expect.stringMatching(/^:rita!~rita@[0-9a-f]{16}\.guest CHGHOST ~rita rita\.user$/),
  ])
  expect(await plain.fence()).toEqual([])
})

test('INVITE is told to the one invited, and to members with invite-notify', async () => {
  const { told, plain } = await watchers('#inv')
  const ann = await newUser(server.port, 'anna')
  const ina = await newGuest(server.port, 'ina')
  await ann.ask('JOIN #inv')
  await Promise.all([told.fence(), plain.fence()])
  expect(await ann.ask('INVITE ina #inv')).toEqual([':irc.test 341 anna ina #inv'])
  expect(await ina.fence()).toEqual([':anna!anna@anna.user INVITE ina #inv'])
  expect(await told.fence()).toEqual([':anna!anna@anna.user INVITE ina #inv'])
  expect(await plain.fence()).toEqual([])
})

test('SETNAME and AWAY are told to those who have asked for them, and nobody else', async () => {
  const { told, plain } = await watchers('#set')
  const ann = await newUser(server.port, 'annika', 'setname')
  await ann.ask('JOIN #set')
  await Promise.all([told.fence(), plain.fence()])
  expect(await ann.ask('SETNAME :Annika II', 'AWAY :at lunch', 'AWAY')).toEqual([
    ':annika!annika@annika.user SETNAME :Annika II',
    ':irc.test 306 annika :You have been marked as being away',
    ':irc.test 305 annika :You are no longer marked as being away',
  ])
  expect(await told.fence()).toEqual([
    ':annika!annika@annika.user SETNAME :Annika II',
    ':annika!annika@annika.user AWAY :at lunch',
    ':annika!annika@annika.user AWAY',
  ])
  expect(await plain.fence()).toEqual([])
})

test('whoever comes into a channel while away is told to be away', async () => {
  const { told, plain } = await watchers('#late')
  const ann = await newUser(server.port, 'anke')
  await ann.ask('AWAY :asleep', 'JOIN #late')
  expect(await told.fence()).toEqual([
    ':anke!anke@anke.user JOIN #late anke anke',
    ':anke!anke@anke.user AWAY asleep',
  ])
  expect(await plain.fence()).toEqual([':anke!anke@anke.user JOIN #late'])
})

test('NAMES has hosts for those with userhost-in-names', async () => {
  const { told, plain } = await watchers('#names')
  const ann = await newUser(server.port, 'anton')
  await ann.ask('JOIN #names')
  await Promise.all([told.fence(), plain.fence()])
  const [names = ''] = await told.ask('NAMES #names')
  expect(names).toMatch(/^:irc\.test 353 toldnames = #names :/)
  expect(names.split(' :')[1]?.split(' ').toSorted()).toEqual([
    expect.stringMatching(/^@toldnames!~toldnames@[0-9a-f]{16}\.guest$/),
    'anton!anton@anton.user',
    expect.stringMatching(/^plainnames!~plainname@[0-9a-f]{16}\.guest$/),
  ])
  expect(await plain.ask('NAMES #names')).toEqual([
    expect.stringMatching(
      /^:irc\.test 353 plainnames = #names :(?=.*@toldnames\b)(?=.*\bplainnames\b)(?=.*\banton\b)/,
    ),
    ':irc.test 366 plainnames #names :End of /NAMES list',
  ])
})

test('a real name that is too long is refused, with the reason', async () => {
  const person = await newGuest(server.port, 'longie')
  expect(await person.ask(`SETNAME :${'n'.repeat(65)}`)).toEqual([
    ':irc.test FAIL SETNAME INVALID_REALNAME :a display name may have at most 64 characters',
  ])
})

test('whoever watches a nick is told of more than coming and going, with extended-monitor, without sharing a channel', async () => {
  const told = await newGuest(server.port, 'watcher', notices)
  const plain = await newGuest(server.port, 'monitor')
  const first = await newUser(server.port, 'target')
  expect(await told.ask('MONITOR + target')).toEqual([':irc.test 730 watcher target!target@target.user'])
  expect(await plain.ask('MONITOR + target')).toEqual([':irc.test 730 monitor target!target@target.user'])
  first.say('QUIT')
  await told.waitFor(':irc.test 731 watcher target')
  await plain.waitFor(':irc.test 731 monitor target')
  await Promise.all([told.fence(), plain.fence()])
  const target = await returning(server.port, 'target')
  await target.ask('AWAY :busy', 'SETNAME :The Target')
  expect(await told.fence()).toEqual([
    ':irc.test 730 watcher target!target@target.user',
    ':target!target@target.user AWAY busy',
    ':target!target@target.user SETNAME :The Target',
  ])
  expect(await plain.fence()).toEqual([':irc.test 730 monitor target!target@target.user'])
  target.say('QUIT')
  await target.ended
  await told.waitFor(':irc.test 731 watcher target')
  await plain.waitFor(':irc.test 731 monitor target')
})

test('a guest who turns out to be somebody here already has gone, for those who watch and for WHOWAS', async () => {
  const monitor = await newGuest(server.port, 'monitor2')
  await newUser(server.port, 'twin')
  const guest = await newGuest(server.port, 'other')
  await monitor.ask('MONITOR + twin,other')
  await guest.ask(`NS IDENTIFY twin ${password}`)
  expect(await monitor.fence()).toEqual([':irc.test 731 monitor2 other'])
  expect((await monitor.ask('WHOWAS other'))[0]).toMatch(
    /^:irc\.test 314 monitor2 other ~other \S+ \* other$/,
  )
})
