/** A talker that is a program: the published client, which sends again until it is answered and asks for what it has missed. */
import { Parlance } from '../../../client/src/parlance.ts'
import { CallRefused } from '../../../client/src/call.ts'
import { password } from '../../door/line-client.ts'
import { madeText, Diary, type Said, type Span } from './diary.ts'
import { Script, type Talker, type TalkerOptions } from './talker.ts'

export class ApiTalker implements Talker {
  readonly diary: Diary
  readonly #options: TalkerOptions
  readonly #script: Script
  readonly #span: Span
  readonly #ids = new Map<string, string>()
  #chat: Parlance | null = null
  #readyAt = 0
  #trouble = 'none'
  #isTalking = false
  #talking: Promise<void> = Promise.resolve()

  constructor(options: TalkerOptions) {
    this.#options = options
    this.diary = new Diary(options.name, 'api')
    this.#script = new Script(this.diary, options)
    // It resumes: to whoever listens it is one span, whatever happens to the connection.
    this.#span = this.diary.begin()
  }

  async enter(): Promise<void> {
    const server = `http://127.0.0.1:${this.#options.port}`
    const { name, places } = this.#options
    const onTrouble = (error: unknown) => {
      this.#trouble = `${new Date().toISOString()} ${String(error)}`
    }
    const chat = new Parlance({ server, token: await this.#makeToken(server, name), onTrouble })
    this.#chat = chat
    const { channels } = await chat.call('channel.list-own', {})
    for (const { channel } of channels) this.#ids.set(`#${channel.name}`, channel.id)
    for (const place of places) if (!this.#ids.has(place)) throw new Error(`${name} is not in ${place}`)
    chat.on('message.sent', ({ channel, message }) => {
      if (madeText.test(message.text)) this.diary.saw(this.#span, `#${channel.name}`, message.text)
    })
    const ready = new Promise<void>((resolve) => {
      chat.on('ready', () => resolve())
    })
    chat.on('ready', () => {
      this.#readyAt = Date.now()
    })
    chat.ended.catch((error: unknown) => {
      this.#trouble = `ended: ${String(error)}`
    })
    chat.open()
    await ready
  }

  talk(): void {
    this.#isTalking = true
    this.#talking = this.#talkOn()
  }

  async fallSilent(): Promise<void> {
    this.#isTalking = false
    await this.#talking
  }

  hasSeen(place: string, text: string): boolean {
    return this.#span.seen.get(place)?.some((sight) => sight.text === text) ?? false
  }

  async join(place: string): Promise<boolean> {
    try {
      const { channel } = await this.chat.call('channel.join', { channel: place })
      this.#ids.set(place, channel.id)
      this.#script.gains(place)
      return true
    } catch {
      return false
    }
  }

  loses(place: string): void {
    this.#script.loses(place)
  }

  /** For calls of its own. */
  get chat(): Parlance {
    if (this.#chat === null) throw new Error(`${this.diary.name} has not come in yet`)
    return this.#chat
  }

  describe(): string {
    return `ready last at ${new Date(this.#readyAt).toISOString()}, trouble: ${this.#trouble}`
  }

  leave(): void {
    this.#chat?.close()
  }

  async #makeToken(server: string, name: string): Promise<string> {
    const post = (path: string, input: object, cookie = '') =>
      fetch(`${server}/api/${path}`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', Origin: server, Cookie: cookie },
        body: JSON.stringify(input),
      })
    const registered = await post('user.register', { name, password })
    const cookie = registered.headers
      .getSetCookie()
      .map((one) => one.split(';')[0])
      .join('; ')
    const made = await post('token.create', { name: 'torture' }, cookie)
    const answer = (await made.json()) as { secret?: string }
    if (answer.secret === undefined) throw new Error(`${name} got no token: ${JSON.stringify(answer)}`)
    return answer.secret
  }

  async #talkOn(): Promise<void> {
    while (this.#isTalking) {
      await this.#script.pause()
      if (this.#isTalking) await this.say()
    }
  }

  async say(place?: string): Promise<Said> {
    const said = this.#script.next(place)
    const chat = this.#chat
    if (chat === null) return said
    try {
      await chat.say(this.#ids.get(said.place) ?? '', said.text)
      said.outcome = 'acknowledged'
    } catch (error) {
      if (error instanceof CallRefused && error.code !== 'storage-unavailable') said.outcome = 'refused'
    }
    return said
  }
}
