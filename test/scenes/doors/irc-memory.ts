/** What a client at the IRC door remembers of the lines that have come. */
import { multilineShape, parseLine, type IrcLine } from './irc-line.ts'
import type { Shape } from './line-wire.ts'

interface Said {
  readonly id: string
  readonly from: string
  readonly target: string
  readonly text: string
}

export class IrcMemory {
  nick = ''
  welcomed = false
  readonly #said = new Map<string, Said>()
  readonly #takenBack = new Set<string>()

  /** Every line goes through here before it is kept. */
  shape(): Shape {
    const whole = multilineShape()
    return (received) => {
      const text = whole(received)
      if (text !== null) this.#remember(parseLine(text))
      return text
    }
  }

  textOf(id: string): string | null {
    return this.#said.get(id)?.text ?? null
  }

  /** Of several messages the newest that is not taken back, else the newest. */
  lastOwn(channel: string): string | null {
    const own = [...this.#said.values()].filter(
      ({ from, target }) => from === this.nick && target === channel,
    )
    return (own.findLast(({ id }) => !this.#takenBack.has(id)) ?? own.at(-1))?.id ?? null
  }

  idOf(channel: string, text: string): string | null {
    return (
      [...this.#said.values()].findLast((said) => said.target === channel && said.text === text)?.id ?? null
    )
  }

  lastPrivate(): { readonly from: string; readonly id: string } | null {
    const isPrivate = ({ from, target }: Said): boolean => target === this.nick && from !== this.nick
    return [...this.#said.values()].findLast(isPrivate) ?? null
  }

  #remember(line: IrcLine): void {
    const { command, params, from, tags } = line
    const [first = '', second = ''] = params
    const id = tags.get('msgid')
    if (command === '001') {
      this.nick = first
      this.welcomed = true
    } else if (command === 'NICK' && from === this.nick) this.nick = first
    else if (command === 'REDACT') this.#takenBack.add(second)
    else if (command === 'PRIVMSG' && id !== undefined)
      this.#said.set(id, { id, from, target: first, text: second })
  }
}
