/** What an operator does on one server holds on all: kicks, bans, mutes, roles, announcements, the warned end; webhooks are told once. */
import { createServer, type Server } from 'node:http'
import { text } from 'node:stream/consumers'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { connectLines, password, register } from '../door/line-client.ts'
import { newUser } from '../protocols/irc/door/irc-client.ts'
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
    }, 60_000)
    beforeEach(async () => {
      oak = await community.start('oak', ['webhooks.allowHttp=true', 'webhooks.allowedHosts=[127.0.0.1]'])
      elm = await community.start('elm', ['webhooks.allowHttp=true', 'webhooks.allowedHosts=[127.0.0.1]'])
      await expect.poll(async () => (await oak.nodes()).at(-1)?.name, soon).toBe('elm')
    }, 60_000)
    afterEach(() => community.endAll())
    afterAll(() => community.close())

    test('kicks, bans, mutes, roles and new passwords reach whoever is on the other', async () => {
      const [ann, bob] = [await register(elm.plain, 'ann'), await register(elm.plain, 'bob')]
      const [carl, dora] = [await register(elm.plain, 'carl'), await register(elm.plain, 'dora', '127.0.0.9')]
      await oak.admin('announce', 'hear', 'this')
      await ann.waitFor(/announcement by .*: hear this/)
      await oak.admin('mute', 'ann', '300', 'too loud')
      await ann.waitFor('muted')
      await ann.ask('am I heard?', '! you are muted')
      await oak.admin('grant', 'ann', 'moderator')
      await ann.waitFor('you are now a moderator')
      await oak.admin('kick', 'ann', '60', 'go away')
      await ann.waitFor(/you were kicked .*go away/)
      await ann.ended
      const again = await connectLines(oak.plain)
      await again.ask(`/login ann "${password}"`, /! you (were|are) kicked/)
      await oak.admin('ban', 'bob')
      await bob.ended
      await oak.admin('ban', '127.0.0.9/32')
      await dora.ended
      const page = await connectLines(oak.plain)
      page.say(`/login carl "${password}"`)
      await page.waitFor('talking in')
      page.say('/passwd', password, `${password} new`, `${password} new`)
      await carl.waitFor('password')
      await carl.ended
    })

    test('whoever is removed from a channel on one hears nothing more of it on the other (rule D13)', async () => {
      const [eve, fred] = [await newUser(oak.irc, 'eve'), await newUser(elm.irc, 'fred')]
      await eve.ask('JOIN #room')
      await fred.ask('JOIN #room')
      await eve.waitFor(/fred!\S+ JOIN #room/)
      await eve.ask('KICK #room fred :out')
      await fred.waitFor(/KICK #room fred :?out/)
      await eve.ask('PRIVMSG #room :secret')
      await eve.ask('PRIVMSG fred :hello')
      await fred.waitFor(/PRIVMSG fred :?hello/)
      expect(fred.lines.some((line) => /secret/.test(line))).toBe(false)
    })

    test('/kill ends one with its people warned; whoever is on the other goes on', async () => {
      const [gina, hans] = [await register(oak.plain, 'gina'), await register(elm.plain, 'hans')]
      await oak.admin('kill', '1', 'new version')
      await gina.waitFor(/shut.*down.*1 s.*new version/)
      await gina.ended
      expect((await oak.server.end()).code).toBe(0)
      hans.say('still here')
      await hans.waitFor('hans: still here')
      expect(hans.lines.some((line) => /shut/.test(line))).toBe(false)
      await expect.poll(async () => (await elm.nodes()).map(({ name }) => name), soon).toEqual(['elm'])
    })

    test('/kill all warns everybody and ends every server; it can be called off on another', async () => {
      const [ida, karl] = [await register(oak.plain, 'ida'), await register(elm.plain, 'karl')]
      await oak.admin('kill', 'all', '600', 'moving')
      for (const person of [ida, karl]) await person.waitFor(/shut.*down.*10 min.*moving/)
      await elm.admin('kill', 'all', 'cancel')
      for (const person of [ida, karl]) await person.waitFor(/not.*shut|called off|cancel/i)
      await oak.admin('kill', 'all', 'now')
      await Promise.all([ida.ended, karl.ended])
      const ended = await Promise.all([oak, elm].map(({ server }) => server.end()))
      expect(ended.map(({ code }) => code)).toEqual([0, 0])
    })

    test('a webhook is told of every message once, also when the server that told it ends', async () => {
      const receiver = await Receiver.open()
      const api = await apiOf(elm, 'lena')
      const { channel } = (await api('channel.create', { name: 'told' })) as { channel: { id: string } }
      await api('webhook.create-outgoing', { channel: channel.id, url: receiver.url })
      for (const said of ['one', 'two']) await api('message.send', { channel: channel.id, text: said })
      await expect.poll(() => receiver.texts, soon).toEqual(['one', 'two'])
      await oak.admin('kill', 'now')
      await oak.server.end()
      for (const said of ['three', 'four']) await api('message.send', { channel: channel.id, text: said })
      await expect.poll(() => receiver.texts, soon).toEqual(['one', 'two', 'three', 'four'])
      await receiver.close()
    })
  },
)

/** Somebody of the API; answers a way to call it. */
async function apiOf({ http }: ServerNode, name: string) {
  const origin = `http://127.0.0.1:${http}`
  let cookie = ''
  const call = async (command: string, input: object): Promise<unknown> => {
    const answer = await fetch(`${origin}/api/${command}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Origin: origin, Cookie: cookie },
      body: JSON.stringify(input),
    })
    cookie = answer.headers.getSetCookie()[0]?.split(';')[0] ?? cookie
    const said = await answer.json()
    expect({ command, status: answer.status, said }).toMatchObject({ status: 200 })
    return said
  }
  await call('user.register', { name, password })
  return call
}

/** What a webhook is told. */
class Receiver {
  readonly texts: string[] = []
  readonly #server: Server

  private constructor(server: Server) {
    this.#server = server
  }

  static async open(): Promise<Receiver> {
    const server = createServer()
    const receiver = new Receiver(server)
    server.on('request', (request, response) => {
      void text(request).then((body) => {
        const { message } = JSON.parse(body) as { message?: { text: string } }
        if (message !== undefined) receiver.texts.push(message.text)
        response.end()
      })
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    return receiver
  }

  get url(): string {
    const address = this.#server.address()
    return `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/`
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections()
    await new Promise((resolve) => this.#server.close(resolve))
  }
}
