/** Somebody at the IRC door over a real socket: sends lines, fences them with PING, reads what came, with a deadline on every wait. */
import { connect, type ConnectionOptions } from 'node:tls'
import { onTestFinished } from 'vitest'
import { connectLines, LineClient, type Match } from '../../../door/line-client.ts'

export const password = 'correct horse battery'

export class IrcPerson {
  readonly wire: LineClient
  #seen = 0
  #fences = 0

  constructor(wire: LineClient) {
    this.wire = wire
    onTestFinished(() => wire.destroy())
  }

  get ended(): Promise<void> {
    return this.wire.ended
  }

  /** Every line received, without its end. */
  get lines(): readonly string[] {
    return this.wire.lines.map(bare)
  }

  say(...lines: readonly string[]): void {
    this.wire.write(lines.map((line) => `${line}\r\n`).join(''))
  }

  /** Waits until everything said so far is answered; answers the lines that came since the last fence. */
  async fence(): Promise<readonly string[]> {
    this.#fences += 1
    const token = `fence-${this.#fences}`
    this.say(`PING ${token}`)
    await this.wire.waitFor(new RegExp(` PONG \\S+ ${token}\\r?$`))
    return this.#since(token)
  }

  /** Says these lines and answers all that came up to the end of their answers. */
  async ask(...lines: readonly string[]): Promise<readonly string[]> {
    this.say(...lines)
    return this.fence()
  }

  /** The first line that matches after the one waited for last. */
  async waitFor(match: Match): Promise<string> {
    return bare(await this.wire.waitFor(match))
  }

  /** What came last, when the connection is gone. */
  async untilEnd(): Promise<readonly string[]> {
    await this.ended
    const rest = this.lines.slice(this.#seen)
    this.#seen = this.wire.lines.length
    return rest
  }

  #since(token: string): readonly string[] {
    const all = this.lines
    const end = all.findIndex((line, index) => index >= this.#seen && line.endsWith(` ${token}`))
    const found = all.slice(this.#seen, end)
    this.#seen = end + 1
    return found
  }
}

function bare(line: string): string {
  return line.endsWith('\r') ? line.slice(0, -1) : line
}

/** `from`: the address of this end. */
export async function connectIrc(port: number, from?: string): Promise<IrcPerson> {
  return new IrcPerson(await connectLines(port, from))
}

/** The same over TLS, with a certificate of one's own or none. */
export function connectIrcTls(port: number, options: ConnectionOptions = {}): Promise<IrcPerson> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1', rejectUnauthorized: false, ...options }, () => {
      socket.off('error', reject)
      resolve(new IrcPerson(new LineClient(socket)))
    })
    socket.once('error', reject)
  })
}

/** What a client says on coming: its capabilities, its nick, and more before the negotiation ends. */
export function introduction(
  nick: string,
  capabilities = '',
  more: readonly string[] = [],
): readonly string[] {
  return [
    ...(capabilities === '' ? ['CAP LS 302'] : ['CAP LS 302', `CAP REQ :${capabilities}`]),
    `NICK ${nick}`,
    `USER ${nick} 0 * :${nick}`,
    ...more,
    'CAP END',
  ]
}

export async function enter(person: IrcPerson, lines: readonly string[]): Promise<IrcPerson> {
  person.say(...lines)
  await person.waitFor(/ (376|422) /)
  await person.fence()
  return person
}

/** Somebody new, with an account, welcomed. */
export async function newUser(port: number, nick: string, capabilities = ''): Promise<IrcPerson> {
  const person = await connectIrc(port)
  return enter(person, introduction(nick, capabilities, [`REGISTER * * :${password}`]))
}

/** Somebody known, welcomed again. */
export async function returning(port: number, nick: string, capabilities = ''): Promise<IrcPerson> {
  const person = await connectIrc(port)
  return enter(person, [`PASS :${nick}:${password}`, ...introduction(nick, capabilities)])
}

/** Somebody without an account, where guests are allowed. */
export async function newGuest(port: number, nick: string, capabilities = ''): Promise<IrcPerson> {
  return enter(await connectIrc(port), introduction(nick, capabilities))
}

/** SASL PLAIN in one chunk. */
export function plainAnswer(name: string, secret: string): string {
  return Buffer.from(`\0${name}\0${secret}`).toString('base64')
}
