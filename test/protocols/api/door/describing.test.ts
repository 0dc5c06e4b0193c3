/** The descriptions of the API against the running server: every call, with good and bad input. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { verbs } from '../../../../src/protocols/api/verbs.ts'
import { commands } from '../../../../src/core/commands.ts'
import { startApi, type ApiServer, type Page } from './api-server.ts'

let server: ApiServer
let page: Page

beforeAll(async () => {
  server = await startApi()
  page = await server.register('ann')
})

afterAll(() => server.stop())

async function read<Shape>(path: string): Promise<Shape> {
  const response = await fetch(`http://${server.place}${path}`)
  expect(response.status).toBe(200)
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- looked at below
  return (await response.json()) as Shape
}

describe('every call', () => {
  test('of the description is there, and the other way round', async () => {
    const { paths } = await read<{ paths: object }>('/api/openapi.json')
    const described = Object.keys(paths).map((path) => path.replace('/api/', ''))
    const ways = ['user.register', 'user.sign-in', 'user.sign-out', 'server']
    expect(described.toSorted()).toEqual([...Object.keys(verbs), ...ways].toSorted())
  })

  test.each(Object.keys(verbs))(
    '%s answers rubbish with a refusal in the form that is described',
    async (name) => {
      for (const input of [
        [],
        { channel: 5, user: [], name: {}, text: null, message: 'x', subject: 9, seconds: -1, setting: 'x' },
        'x'.repeat(10),
      ]) {
        const { status, body } = await page.post(name, input)
        if (status === 200) continue
        expect(status).toBeGreaterThanOrEqual(400)
        expect(status).toBeLessThan(500)
        expect(body).toEqual({
          code: expect.any(String),
          message: expect.any(String),
          details: expect.any(Object),
        })
      }
    },
  )
})

/** Commands that are not for this door, and why. */
const elsewhere: Readonly<Record<string, string>> = {
  'user.register': 'a way in',
  'user.sign-in': 'a way in',
  'user.enter-as-guest': 'a way in',
  'token.sign-in': 'a way in',
  'message.send-together': 'what doors make of lines and requests that came together',
}

test('every command that is not the console’s is offered, or said to be for another door', () => {
  const all = Object.values(commands).flatMap((noun) => Object.values(noun))
  const missing = all.filter(
    ({ name, who }) => who !== 'console' && !(name in verbs) && !(name in elsewhere) && !(name in notOffered),
  )
  expect(missing.map(({ name }) => name)).toEqual([])
})

const notOffered: Readonly<Record<string, string>> = {
  'user.register-guest': 'a guest of the socket is one for as long as it lasts',
  'user.switch': 'for doors on which somebody is a guest first',
  'user.sign-in-by-certificate': 'browsers show none',
  'user.introduce': 'what IRC clients call themselves',
  'user.find': 'user.show answers more',
  'user.sign-out': 'the door’s own, when a client goes',
  'user.begin-scram': 'IRC’s SASL',
  'user.finish-scram': 'IRC’s SASL',
  'user.finish-scram-switch': 'IRC’s SASL',
  'user.become-operator': 'IRC’s OPER',
  'user.add-certificate': 'of IRC connections',
  'user.remove-certificate': 'of IRC connections',
  'user.list-certificates': 'of IRC connections',
  'user.list': 'for the console’s tables',
  'preview.show-picture': 'the address of the picture',
  'upload.reserve': 'bringing files has addresses of its own',
  'upload.finish': 'the door’s own, when all has come',
  'upload.reject': 'the door’s own, when it may not be kept',
  'upload.show': 'the address of the file',
  'upload.show-own': 'the address of the upload (tus)',
  'upload.permit': 'programs have tokens; it is for the plain door',
  'upload.sign-in': 'what comes with a permit',
  'webhook.sign-in': 'what comes to the address of a webhook',
  'token.remember': 'the door’s own, after a sign-in',
  'channel.show-members': 'channel.list-members is the same with a cost',
  'message.list-missed': 'ready tells what is unread',
  'message.list-conversations': 'ready tells',
  'message.show-read-time': 'times are IRC’s; positions are told by ready',
  'message.mark-read-until': 'message.mark-read takes positions',
  'address.admit': 'the door’s own',
  'channel.show-own': 'ready tells',
  'presence.arrive': 'the door’s own',
  'presence.find-people': 'IRC’s WHO',
  'presence.list-peers': 'ready tells',
  'node.is-empty': 'server tells',
  'node.numbers': 'IRC’s LUSERS',
  'node.wallops': 'IRC’s WALLOPS',
  'metadata.get': 'IRC’s METADATA',
  'metadata.set': 'IRC’s METADATA',
  'metadata.clear': 'IRC’s METADATA',
  'metadata.list-of-channel': 'IRC’s METADATA',
}

test('facts are described as messages of the socket', async () => {
  const { channels } = await read<{
    channels: { socket: { messages: Record<string, unknown> } }
  }>('/api/asyncapi.json')
  expect(Object.keys(channels.socket.messages)).toEqual(
    expect.arrayContaining([
      'request',
      'answer',
      'hello',
      'ready',
      'message.sent',
      'message.reacted',
      'shutdown.warned',
    ]),
  )
})

test('a page tells people the same, and runs nothing', async () => {
  const response = await fetch(`http://${server.place}/api/docs`)
  const html = await response.text()
  expect(response.headers.get('content-security-policy')).toContain("default-src 'self'")
  expect(html).toContain('<h2>message.send</h2>')
  expect(html).not.toMatch(/<script|style=/)
})
