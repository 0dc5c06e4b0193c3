/** A whole server with its API door, and those who use it: pages with a cookie, programs with a token, sockets of both. */
import { join } from 'node:path'
import { expect } from 'vitest'
import type { Clock } from '../../../../src/core/ports.ts'
import type { CallAnswer, CallInput, CallName, WireSelf } from '../../../../src/protocols/api/wire.ts'
import { startInProcess, unexpected, type ServerInProcess } from '../../../door/server-in-process.ts'
import { Operator } from '../../../scenes/doors/console.ts'
import { ApiSocket } from './api-socket.ts'
import { demandDescribed } from './described.ts'

export const password = 'correct horse battery'

export interface Answered {
  readonly status: number
  readonly headers: Headers
  readonly body: unknown
}

export interface ApiServer {
  readonly inner: ServerInProcess
  /** `127.0.0.1:PORT`. */
  readonly place: string
  post(name: string, input: unknown, headers?: Readonly<Record<string, string>>): Promise<Answered>
  /** Registers somebody as a page does. */
  register(name: string): Promise<Page>
  /** What an operator types at the console. */
  command(line: string): Promise<void>
  stop(): Promise<void>
}

export async function startApi(
  settings: readonly string[] = [],
  options: { clock?: Clock } = {},
): Promise<ApiServer> {
  const inner = await startInProcess(['irc.enabled=false', ...settings], options)
  const place = /127\.0\.0\.1:\d+/.exec(inner.running.doors['http'] ?? '')?.[0] ?? ''
  const server: ApiServer = {
    inner,
    place,
    async post(name, input, headers = {}) {
      const sent = { 'Content-Type': 'application/json', ...headers }
      const body = typeof input === 'string' ? input : JSON.stringify(input)
      const response = await fetch(`http://${place}/api/${name}`, { method: 'POST', headers: sent, body })
      return { status: response.status, headers: response.headers, body: await response.json() }
    },
    async register(name) {
      const page = new Page(server)
      await page.enter('user.register', name)
      return page
    },
    async command(line) {
      const operator = await Operator.open(join(inner.data, 'console.sock'), 'tester')
      const { ok, text } = await operator.types(line)
      operator.leaves()
      expect([line, ok, text]).toEqual([line, true, text])
    },
    async stop() {
      await inner.stop()
      expect(unexpected(inner.log)).toEqual([])
    },
  }
  return server
}

/** What a browser does: keeps the cookie, and says whose page asks. */
export class Page {
  readonly server: ApiServer
  cookie = ''
  user: WireSelf | null = null

  constructor(server: ApiServer) {
    this.server = server
  }

  async enter(way: 'user.register' | 'user.sign-in', name: string, secret = password): Promise<Answered> {
    const answered = await this.post(way, { name, password: secret })
    if (answered.status !== 200) return answered
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what the call answers, which other tests check
    this.user = (answered.body as { user: WireSelf }).user
    return answered
  }

  async post(
    name: string,
    input: unknown,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Answered> {
    const own = {
      Origin: `http://${this.server.place}`,
      ...(this.cookie === '' ? {} : { Cookie: this.cookie }),
    }
    const answered = await this.server.post(name, input, { ...own, ...headers })
    const set = answered.headers.get('set-cookie')
    if (set !== null) this.cookie = set.split(';', 1).join('')
    return answered
  }

  /** Fails where it is refused. */
  async call<Name extends CallName>(name: Name, input: CallInput<Name>): Promise<CallAnswer<Name>> {
    const { status, body } = await this.post(name, input)
    expect({ status, body }).toMatchObject({ status: 200 })
    demandDescribed(name, body)
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the contract test holds the server to it
    return body as CallAnswer<Name>
  }

  socket(headers: Readonly<Record<string, string>> = {}): ApiSocket {
    return new ApiSocket(this.server.place, {
      Origin: `http://${this.server.place}`,
      Cookie: this.cookie,
      ...headers,
    })
  }
}
