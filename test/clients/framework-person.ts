/** Somebody with irc-framework, the library of The Lounge and Kiwi IRC: what happens to them is kept and can be waited for. */
import { Client } from 'irc-framework'
import { password } from '../door/line-client.ts'

const deadlineMs = 10_000

export interface Happened {
  readonly name: string
  readonly facts: Readonly<Record<string, unknown>>
}

type Facts = Readonly<Record<string, string>>

export class FrameworkPerson {
  readonly client = new Client()
  readonly #name: string
  readonly #port: number
  #happened: readonly Happened[] = []
  #look: () => void = () => undefined

  constructor(
    name: string,
    { port, extra = [] }: { readonly port: number; readonly extra?: readonly string[] },
  ) {
    this.#name = name
    this.#port = port
    this.client.requestCap(extra)
    this.client.on('close', () => this.#take({ name: 'close', facts: {} }))
    this.client.use((_client, _raw, parsed) =>
      parsed.use((event, facts, _same, next) => {
        this.#take({ name: event, facts: facts ?? {} })
        next()
      }),
    )
  }

  /** As The Lounge does it. */
  connect(): void {
    this.#happened = []
    this.client.connect({
      ...{ host: '127.0.0.1', port: this.#port, tls: true, rejectUnauthorized: false },
      nick: this.#name,
      account: { account: this.#name, password },
      sasl_disconnect_on_fail: true,
      auto_reconnect: false,
    })
  }

  /** The first event since connecting that has these facts, each as a part of a text, and was not waited for before. */
  waitFor(name: string, facts: Facts = {}): Promise<Happened['facts']> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#look = () => undefined
        reject(new Error(`waited in vain for ${name} ${JSON.stringify(facts)}:\n${this.#told()}`))
      }, deadlineMs)
      this.#look = () => {
        const index = this.#happened.findIndex((one) => one.name === name && has(one.facts, facts))
        const found = this.#happened[index]
        if (found === undefined) return
        this.#happened = this.#happened.toSpliced(index, 1)
        this.#look = () => undefined
        clearTimeout(timer)
        resolve(found.facts)
      }
      this.#look()
    })
  }

  async leave(): Promise<void> {
    this.client.quit('until later')
    await this.waitFor('close')
  }

  #take(one: Happened): void {
    this.#happened = [...this.#happened, one]
    this.#look()
  }

  #told(): string {
    return this.#happened
      .map(({ name, facts }) => `${name} ${JSON.stringify(facts)}`)
      .slice(-20)
      .join('\n')
  }
}

function has(facts: Happened['facts'], wanted: Facts): boolean {
  return Object.entries(wanted).every(([name, part]) => String(facts[name]).includes(part))
}
