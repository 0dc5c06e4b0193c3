/** Whoever goes while they are signing in leaves nobody behind: no name is taken, and nobody is thought to be here. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import {
  connectIrc,
  enter,
  introduction,
  newGuest,
  newUser,
  password,
  returning,
  type IrcPerson,
} from './irc-client.ts'
import { startIrc, type IrcServer } from './irc-server.ts'

let server: IrcServer
let watcher: IrcPerson

beforeEach(async () => {
  server = await startIrc(['users.bcryptCost=11'])
  watcher = await newUser(server.port, 'wanda')
  const bea = await newUser(server.port, 'bea')
  await bea.ask('JOIN #home')
  await watcher.ask('JOIN #home')
  bea.say('QUIT')
  await watcher.waitFor(/^:bea!\S+ QUIT /)
  await signedOut('bea')
})

afterEach(() => server.stop())

/** How often the server has seen the last client of somebody go. */
const times = (name: string) =>
  server.inner.log.filter(({ message, fields }) => message === 'user.sign-out' && fields['userName'] === name)
    .length

async function signedOut(name: string, before = 0): Promise<void> {
  await expect.poll(() => times(name), { timeout: 8000 }).toBeGreaterThan(before)
}

/** Says these lines, of which one has a password that takes its time, and breaks the connection meanwhile: an end would wait. */
async function sayAndGo(person: IrcPerson, ...lines: readonly string[]): Promise<void> {
  // The server has admitted them; by the second fence it has read their lines.
  await person.fence()
  person.say(...lines)
  await watcher.fence()
  person.wire.socket.resetAndDestroy()
  await person.ended
}

async function nobodyIsHere(name: string): Promise<void> {
  expect(await watcher.ask(`ISON ${name}`)).toContain(':irc.test 303 wanda :')
  expect((await watcher.ask('NAMES #home')).join('\n')).toContain(' 353 wanda = #home wanda\n')
}

async function nobodyHas(name: string): Promise<void> {
  await newGuest(server.port, name)
}

test('a guest', async () => {
  await sayAndGo(await connectIrc(server.port), 'PASS :bea:wrong', 'NICK gus', 'USER gus 0 * :Gus')
  await signedOut('gus')
  await nobodyHas('gus')
})

test('somebody with an account, who wanted to go by another name', async () => {
  const before = times('bea')
  await sayAndGo(await connectIrc(server.port), `PASS :bea:${password}`, ...introduction('beatrix'))
  await expect.poll(() => times('bea') + times('beatrix'), { timeout: 8000 }).toBeGreaterThan(before)
  await nobodyIsHere('bea')
  await nobodyIsHere('beatrix')
  await nobodyHas('beatrix')
})

test('a guest who signs in by NickServ', async () => {
  const guest = await newGuest(server.port, 'gwen')
  await guest.ask('JOIN #home')
  await sayAndGo(guest, `NS IDENTIFY bea ${password}`)
  await watcher.waitFor(/^:(gwen|bea)!\S+ QUIT /)
  await signedOut('gwen')
  await nobodyIsHere('gwen')
  await nobodyIsHere('bea')
  await nobodyHas('gwen')
})

test('a visitor who signs in by NickServ', async () => {
  await server.reconfigure('users.bcryptCost=11', 'users.guests=false')
  const visitor = await enter(await connectIrc(server.port), ['NICK vic', 'USER vic 0 * :Vic'])
  const before = times('bea')
  await sayAndGo(visitor, `NS IDENTIFY bea ${password}`)
  await signedOut('bea', before)
  await nobodyIsHere('bea')
})

test('somebody who changes from one account to another', async () => {
  const cal = await newUser(server.port, 'cal')
  const before = times('bea')
  await sayAndGo(cal, `NS IDENTIFY bea ${password}`)
  await signedOut('bea', before)
  await nobodyIsHere('bea')
  await nobodyIsHere('cal')
})

test('somebody who goes when the one account has been left and the other is not there yet', async () => {
  const first = await newUser(server.port, 'cal')
  await first.ask('JOIN #a')
  first.say('QUIT')
  await first.ended
  for (let round = 0; round < 10; round += 1) {
    const cal = await returning(server.port, 'cal')
    const before = times('bea')
    cal.say(`NS IDENTIFY bea ${password}`)
    await cal.waitFor(/^:cal!\S+ PART #a/)
    cal.wire.socket.resetAndDestroy()
    await signedOut('bea', before)
    await nobodyIsHere('bea')
  }
})
