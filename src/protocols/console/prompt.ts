/** A prompt on a terminal: lines can be shown above it while what is being typed stays, and secrets are asked for unseen. */
import { createInterface, type Interface } from 'node:readline'
import { completions } from './completions.ts'
import { Screen, type TerminalOutput } from './screen.ts'

export interface PromptOptions {
  /** `process.stdin` when it is a terminal: it is in raw mode while the prompt is there. */
  readonly input: NodeJS.ReadableStream
  readonly output: TerminalOutput
  /** Ctrl-C on an empty line: the server is asked to end, as by a signal. */
  readonly onInterrupt: () => void
}

/** What is done with a line; resolves when it has been answered, and never rejects. */
export type TakeLine = (line: string) => Promise<void>

interface Question {
  readonly text: string
  readonly settle: (answer: string | null) => void
}

const sign = 'parlance> '
const historyLines = 500
const welcome = '/help lists the commands; /kill or Ctrl-C ends the server, Ctrl-D only this prompt'
const farewell = 'the prompt is closed, the server goes on: Ctrl-C ends it, or /kill in "parlance admin"'

export class Prompt {
  readonly #options: PromptOptions
  readonly #screen: Screen
  #reader: Interface | null = null
  #question: Question | null = null
  /** One line after the other. */
  #queue: Promise<void> = Promise.resolve()

  constructor(options: PromptOptions) {
    this.#options = options
    this.#screen = new Screen(options.output)
  }

  /** Shows text that ends its lines itself, above what is being typed: the place for log lines. It must be safe for a terminal. */
  write(text: string): void {
    const lines = text.endsWith('\n') ? text.slice(0, -1) : text
    if (this.#reader === null) return this.#screen.show(`${lines}\n`)
    if (this.#question !== null) return this.#screen.show(`\r\u001b[J${lines}\n${this.#question.text}`)
    this.#screen.showAbove(lines, this.#reader.getCursorPos())
    this.#reader.prompt(true)
  }

  /** Begins to prompt. */
  open(takeLine: TakeLine): void {
    const reader = createInterface({
      input: this.#options.input,
      output: this.#screen,
      terminal: true,
      prompt: sign,
      historySize: historyLines,
      removeHistoryDuplicates: true,
      completer: (line: string) => (this.#question === null ? completions(line) : [[], line]),
    })
    this.#reader = reader
    reader.on('line', (line) => this.#takeLine(reader, line, takeLine))
    reader.on('SIGINT', () => this.#interrupt(reader))
    reader.on('SIGTSTP', () => this.write('Ctrl-Z would halt the whole server: it was passed over'))
    reader.on('close', () => this.#closed(farewell))
    // A password is typed into the same line editor and must not be found with the arrow keys.
    reader.on('history', (history) => {
      if (this.#question !== null) history.shift()
    })
    this.write(welcome)
  }

  /** Asks for something that is not shown while it is typed; `null` when the operator would rather not. */
  askSecret(text: string): Promise<string | null> {
    const reader = this.#reader
    if (reader === null) return Promise.resolve(null)
    dropTyped(reader)
    this.#screen.muted = true
    this.#screen.show(`\r\u001b[J${text}`)
    return new Promise((resolve) => {
      const settle = (answer: string | null): void => {
        this.#question = null
        this.#screen.muted = false
        this.#screen.show('\n')
        this.#reader?.prompt()
        resolve(answer)
      }
      this.#question = { text, settle }
    })
  }

  /** Closes the prompt and nothing else. */
  quit(): void {
    this.#reader?.close()
  }

  /** Takes the prompt away and gives the terminal back as it was; what is written after that is still shown. */
  close(): void {
    const reader = this.#reader
    if (reader === null) return
    this.#screen.clear(reader.getCursorPos())
    this.#closed(null)
    reader.close()
  }

  #takeLine(reader: Interface, line: string, takeLine: TakeLine): void {
    if (this.#question !== null) return this.#question.settle(line)
    reader.prompt()
    this.#queue = this.#queue.then(() => takeLine(line))
  }

  #interrupt(reader: Interface): void {
    if (this.#question !== null) {
      dropTyped(reader)
      return this.#question.settle(null)
    }
    if (reader.line === '') return this.#options.onInterrupt()
    dropTyped(reader)
    this.write('Ctrl-C on an empty line ends the server')
  }

  #closed(lastWords: string | null): void {
    if (this.#reader === null) return
    this.#reader = null
    this.#question?.settle(null)
    if (lastWords !== null) this.#screen.show(`\n${lastWords}\n`)
  }
}

/** Takes away what has been typed and not entered. */
function dropTyped(reader: Interface): void {
  reader.write(null, { ctrl: true, name: 'e' })
  reader.write(null, { ctrl: true, name: 'u' })
}
