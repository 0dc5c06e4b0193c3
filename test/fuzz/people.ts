/** The people of the fuzz: their connections come and go; what each is shown is kept until it is checked. */
import { connectLines, password, type LineClient } from '../door/line-client.ts'

/** What a connection received between two checks. */
export interface Shown {
  readonly person: Person
  readonly lines: readonly string[]
  /** It signed in meanwhile: lines with a time in front are what it missed. */
  readonly entered: boolean
  readonly alive: boolean
}

export class Person {
  /** Under which name it signs in; `null` for a guest. */
  readonly name: string | null
  /** The name it has now, when signed in. */
  user: string | null = null
  client: LineClient | null = null
  /** The channel it was last invited to. */
  invitedTo: string | null = null
  /** Live texts this connection was shown, by place; the connection's whole life. */
  shownHere = new Map<string, string[]>()
  #checked = 0
  #entered = false

  constructor(name: string | null) {
    this.name = name
  }

  get isOpen(): boolean {
    return this.client !== null && !this.client.isOver
  }

  /** Opens a connection and asks to sign in; whether it may is the server's to say. */
  async open(port: number, verb: 'register' | 'login'): Promise<void> {
    this.client = await connectLines(port)
    this.user = null
    this.shownHere = new Map()
    this.#checked = 0
    this.#entered = true
    this.client.say(this.name === null ? '/guest' : `/${verb} ${this.name} "${password}"`)
  }

  /** Waits until all it said was handled; a connection that ends meanwhile is fine. */
  async settle(mark: string): Promise<void> {
    const { client } = this
    if (client === null || client.isOver) return
    await Promise.race([client.fence(mark).catch(endedOnly(client)), client.ended])
  }

  take(): Shown {
    const lines = this.client?.lines.slice(this.#checked) ?? []
    this.#checked += lines.length
    for (const line of lines) {
      this.user = /^\* (?:signed in as|you are now called) (\S+)$/.exec(line)?.[1] ?? this.user
      this.invitedTo = /^\* \S+ invited you to (\S+):/.exec(line)?.[1] ?? this.invitedTo
    }
    const entered = this.#entered
    this.#entered = false
    return { person: this, lines, entered, alive: this.isOpen }
  }
}

/** A fence nobody answers is a fault, unless the connection is gone. */
function endedOnly(client: LineClient) {
  return async (error: unknown): Promise<void> => {
    if (client.socket.destroyed || client.socket.readableEnded) return client.ended
    throw error
  }
}
