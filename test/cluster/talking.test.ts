/** People on two servers of one community: they talk, see each other come and go, and are nobody twice. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { register, signIn } from '../door/line-client.ts'
import { connectIrc, introduction, newGuest, newUser, returning } from '../protocols/irc/door/irc-client.ts'
import { Community, hasServers, soon, type ServerNode } from './community.ts'

describe.skipIf(!hasServers)(
  'two servers (needs PostgreSQL and nats-server: scripts/setup)',
  { timeout: 90_000 },
  () => {
    let community: Community
    let oak: ServerNode
    let elm: ServerNode

    beforeAll(async () => {
      community = await Community.open()
      oak = await community.start('oak')
      elm = await community.start('elm')
    }, 60_000)
    afterAll(() => community.close())

    test('each knows the other', async () => {
      await expect.poll(async () => (await oak.nodes()).map(({ name }) => name), soon).toEqual(['oak', 'elm'])
      expect(await elm.ready()).toEqual({ status: 200, checks: { database: 'ok', doors: 'ok', nats: 'ok' } })
    })

    test('what is said in a channel on one is read on the other, in order, edits and deletions too (rule D18)', async () => {
      const [ann, bob] = [await register(oak.plain, 'ann'), await register(elm.plain, 'bob')]
      // Whatever is said before he is shown where he is counts as missed.
      await bob.fence('in')
      for (let number = 1; number <= 50; number += 1) ann.say(`number ${number}`)
      await bob.waitFor('number 50')
      const numbers = bob.lines.flatMap((line) => /ann: number (\d+)$/.exec(line)?.[1] ?? [])
      expect(numbers.map(Number)).toEqual(Array.from({ length: 50 }, (_, index) => index + 1))
      bob.say('and back')
      await ann.waitFor('bob: and back')
      ann.say('/edit number fifty')
      await bob.waitFor('number fifty')
    })

    test('private messages, read markers and typing get there', async () => {
      const capabilities = 'message-tags draft/read-marker echo-message server-time'
      const carl = await newUser(oak.irc, 'carl', 'message-tags')
      const dora = await newUser(elm.irc, 'dora', capabilities)
      const phone = await returning(oak.irc, 'dora', capabilities)
      carl.say('PRIVMSG dora :psst')
      await dora.waitFor(/PRIVMSG dora :?psst/)
      await phone.waitFor(/PRIVMSG dora :?psst/)
      dora.say('MARKREAD carl timestamp=2025-01-01T00:00:00.000Z')
      await phone.waitFor(/MARKREAD carl timestamp=2025-01-01T00:00:00.000Z/)
      carl.say('@+typing=active TAGMSG dora')
      await dora.waitFor(/\+typing=active\S* :carl!\S+ TAGMSG dora/)
    })

    test('NAMES, WHO, WHOIS and the numbers know people on both', async () => {
      const [fred, gina] = [await newUser(oak.irc, 'fred'), await newUser(elm.irc, 'gina')]
      await fred.ask('JOIN #both')
      await gina.ask('JOIN #both')
      await fred.waitFor(/gina!\S+ JOIN #both/)
      expect(names(await fred.ask('NAMES #both'))).toEqual(['@fred', 'gina'])
      const who = (await fred.ask('WHO #both')).filter((line) => / 352 /.test(line))
      expect(who.map((line) => line.split(' ')[7] ?? '').toSorted()).toEqual(['fred', 'gina'])
      const whois = await gina.ask('WHOIS fred')
      expect(whois.some((line) => / 311 gina fred /.test(line))).toBe(true)
      expect(await gina.ask('ISON fred gina nobody')).toContain(':irc.test 303 gina :fred gina')
      const global = (await gina.ask('LUSERS')).find((line) => / 266 /.test(line))
      expect(Number(global?.split(' ')[3])).toBeGreaterThanOrEqual(2)
      gina.say('QUIT :see you')
      await fred.waitFor(/gina!\S+ QUIT :?.*see you/)
      expect(names(await fred.ask('NAMES #both'))).toEqual(['@fred'])
      expect((await fred.ask('WHOWAS gina')).some((line) => / 314 fred gina /.test(line))).toBe(true)
    })

    test('MONITOR tells of whoever comes, goes and changes name on the other', async () => {
      const hans = await newUser(oak.irc, 'hans')
      await hans.ask('MONITOR + ida,ilse')
      const ida = await newUser(elm.irc, 'ida')
      await hans.waitFor(/ 730 hans :?ida!/)
      ida.say('NICK ilse')
      await hans.waitFor(/ 731 hans :?ida/)
      await hans.waitFor(/ 730 hans :?ilse!/)
      ida.say('QUIT')
      await hans.waitFor(/ 731 hans :?ilse/)
    })

    test('a nick is taken on both, also when two ask for it at once', async () => {
      await newUser(oak.irc, 'karl')
      const other = await connectIrc(elm.irc)
      other.say(...introduction('karl'))
      await other.waitFor(/ 433 \S+ karl /)
      const asking = await Promise.all([oak, elm, oak, elm].map(({ irc }) => connectIrc(irc)))
      for (const person of asking) person.say(...introduction('lena'))
      const answers = await Promise.all(asking.map((person) => person.waitFor(/ (001|433) /)))
      expect(answers.filter((line) => / 001 /.test(line))).toHaveLength(1)
    })

    test('one user on both is one person: comes once, goes with the last client, has one name (rule D23)', async () => {
      const watcher = await newUser(oak.irc, 'watcher')
      await watcher.ask('JOIN #crowd')
      const [desk, phone] = [await newUser(oak.irc, 'mia'), await returning(elm.irc, 'mia')]
      await desk.ask('JOIN #crowd')
      await phone.waitFor(/mia!\S+ JOIN #crowd/)
      phone.say('PRIVMSG #crowd :from the phone')
      await desk.waitFor(/PRIVMSG #crowd :?from the phone/)
      desk.say('NICK mimi')
      await phone.waitFor(/mia!\S+ NICK mimi/)
      desk.say('QUIT :home')
      await desk.ended
      expect(names(await phone.ask('NAMES #crowd'))).toEqual(['@watcher', 'mimi'])
      phone.say('QUIT :bed')
      await watcher.waitFor(/mimi!\S+ QUIT :?.*bed/)
      await watcher.fence()
      const quits = watcher.lines.filter((line) => /:mi(a|mi)!\S+ QUIT /.test(line))
      expect(quits).toHaveLength(1)
      expect(await watcher.ask('ISON mia mimi')).toContain(':irc.test 303 watcher :')
    })

    test('a guest leaves no trace, wherever they were seen', async () => {
      const watcher = await newUser(oak.irc, 'warden')
      const guest = await newGuest(elm.irc, 'stray')
      await watcher.ask('JOIN #field')
      await guest.ask('JOIN #field')
      await watcher.waitFor(/stray!\S+ JOIN #field/)
      guest.wire.destroy()
      await watcher.waitFor(/stray!\S+ QUIT/)
      await newUser(oak.irc, 'stray')
    })

    test('whoever comes back to the other server is told what they missed (rule D25)', async () => {
      const [nora, olga] = [await register(oak.plain, 'nora'), await register(elm.plain, 'olga')]
      nora.end()
      await nora.ended
      olga.say('nobody hears this', 'nor this')
      await olga.waitFor('olga: nor this')
      const back = await signIn(elm.plain, 'nora')
      await back.waitFor(/you missed 2 messages in #general/)
      back.say('here I am')
      await olga.waitFor('nora: here I am')
    })
  },
)

/** Who is listed last. */
function names(lines: readonly string[]): readonly string[] {
  const line = lines.findLast((found) => / 353 /.test(found)) ?? ''
  return line
    .replace(/^.* = #\S+ :?/, '')
    .split(' ')
    .toSorted()
}
