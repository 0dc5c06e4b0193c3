/** A talker at a door of lines, plain or IRC: one message under way at a time, and a new connection when the old one is gone. */
import { connectLines, type LineClient } from '../../door/line-client.ts'
import { madeText, Diary, type Said, type Span } from './diary.ts'
import { Script, type Talker, type TalkerOptions } from './talker.ts'

/** How a door of lines is talked to. */
export interface LineDoor {
  readonly name: string
  /** What is said on coming, as somebody new or known; and the line that tells one is in. */
  introduction(name: string, isKnown: boolean): { readonly lines: readonly string[]; readonly isIn: RegExp }
  /** Once in: what leads to where it is talked, and the line that tells one is there. */
  arriving(place: string): { readonly line: string; readonly isThere: RegExp }
  /** Into a place it was invited to; `null`: it talks in one place only. */
  joining(place: string, self: string): { readonly line: string; readonly isThere: RegExp } | null
  /** Whether a line says for itself where it is said. */
  readonly namesPlaces: boolean
  says(place: string, text: string): string
  /** A message in a line, if it is one. */
  heard(line: string, self: string): { readonly place: string; readonly text: string } | null
  /** What a line says of what was said last; `null`: nothing. */
  refusal(line: string): 'refused' | 'unknown' | null
  /** A line that must be answered at once, and its answer. */
  answers?(line: string): string | null
}

const answerMs = 40_000
const enterMs = 15_000
const backMs = 300

interface Asked {
  readonly said: Said
  readonly settle: () => void
}

export class LineTalker implements Talker {
  readonly diary: Diary
  readonly #door: LineDoor
  readonly #options: TalkerOptions
  readonly #script: Script
  #client: LineClient | null = null
  #span: Span | null = null
  #asked: Asked | null = null
  #isKnown = false
  #isLeaving = false
  #isTalking = false
  #talking: Promise<void> = Promise.resolve()

  constructor(door: LineDoor, options: TalkerOptions) {
    this.#door = door
    this.#options = options
    this.diary = new Diary(options.name, door.name)
    this.#script = new Script(this.diary, options)
  }

  async enter(): Promise<void> {
    while (!this.#isLeaving) {
      if (await this.#tryToEnter()) return
      await pause(backMs)
    }
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
    return this.#span?.seen.get(place)?.some((sight) => sight.text === text) ?? false
  }

  describe(): string {
    return this.#client === null ? 'not connected' : `connected; last line: ${this.#client.lines.at(-1)}`
  }

  leave(): void {
    this.#isLeaving = true
    this.#client?.destroy()
  }

  async join(place: string): Promise<boolean> {
    const client = this.#client
    const way = this.#door.joining(place, this.#options.name)
    if (client === null || way === null) return false
    const isIn = await client.ask(`${way.line}\r`, way.isThere).catch(() => null)
    if (isIn !== null) this.#script.gains(place)
    return isIn !== null
  }

  loses(place: string): void {
    this.#script.loses(place)
  }

  async #tryToEnter(): Promise<boolean> {
    const client = await connectLines(this.#options.port).catch(() => null)
    if (client === null) return false
    const span = this.diary.begin()
    client.onLine = (line) => this.#take(client, span, line)
    const { lines, isIn } = this.#door.introduction(this.#options.name, this.#isKnown)
    client.write(lines.map((line) => `${line}\r\n`).join(''))
    try {
      await client.waitFor(isIn, enterMs)
      this.#isKnown = true
      const { line, isThere } = this.#door.arriving(this.#options.places[0] ?? '')
      client.write(`${line}\r\n`)
      await client.waitFor(isThere, enterMs)
    } catch {
      client.destroy()
      return false
    }
    this.#client = client
    this.#span = span
    void client.ended.then(() => this.#cutOff(client))
    return true
  }

  #cutOff(client: LineClient): void {
    if (this.#client !== client) return
    this.#client = null
    this.#asked?.settle()
    if (!this.#isLeaving) void this.enter()
  }

  #take(client: LineClient, span: Span, line: string): void {
    const answer = this.#door.answers?.(line)
    if (answer != null) client.write(`${answer}\r\n`)
    const heard = this.#door.heard(line, this.#options.name)
    if (heard === null || !madeText.test(heard.text)) {
      const outcome = client === this.#client ? this.#door.refusal(line) : null
      if (outcome !== null) this.#settle(outcome)
      return
    }
    this.diary.saw(span, heard.place, heard.text)
    if (heard.text === this.#asked?.said.text) this.#settle('acknowledged')
  }

  #settle(outcome: Said['outcome']): void {
    if (this.#asked === null) return
    this.#asked.said.outcome = outcome
    this.#asked.settle()
  }

  async #talkOn(): Promise<void> {
    while (this.#isTalking && !this.#isLeaving) {
      await this.#script.pause()
      if (this.#client !== null && this.#isTalking) await this.say()
    }
  }

  /** Resolves with what became of it. */
  async say(place?: string): Promise<Said> {
    const said = this.#script.next(this.#door.namesPlaces ? place : this.#options.places[0])
    await new Promise<void>((resolve) => {
      // A late answer would be taken for that of the next message.
      const timer = setTimeout(() => this.#client?.destroy(), answerMs)
      const settle = () => {
        clearTimeout(timer)
        this.#asked = null
        resolve()
      }
      this.#asked = { said, settle }
      const client = this.#client
      if (client === null) settle()
      else client.write(`${this.#door.says(said.place, said.text)}\r\n`)
    })
    return said
  }
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds)
  })
}
