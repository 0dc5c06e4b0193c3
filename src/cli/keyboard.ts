/** Who gives the lines: a person at a terminal, with history and a prompt, or a pipe. */
import { createInterface, type Interface } from 'node:readline'
import { MutedOutput } from './muted-output.ts'

export interface Keyboard {
  /** The next line, or `null` at the end. */
  next(): Promise<string | null>
  /** The answer to a question, not shown while it is typed; `null` when there is none. */
  secret(question: string): Promise<string | null>
  /** Shows text without disturbing a line that is being typed. */
  show(text: string): void
  close(): void
}

export function openKeyboard(prompt: string, complete: (typed: string) => readonly string[]): Keyboard {
  return process.stdin.isTTY ? new TerminalKeyboard(prompt, complete) : new PipeKeyboard()
}

/** Lines of a pipe wait here until somebody asks for them. */
class LineQueue {
  readonly #lines: string[] = []
  readonly #takers: ((line: string | null) => void)[] = []
  #ended = false

  constructor(reader: Interface) {
    reader.on('line', (line) => this.#give(line))
    reader.on('close', () => {
      this.#ended = true
      for (const taker of this.#takers.splice(0)) taker(null)
    })
  }

  next(): Promise<string | null> {
    const line = this.#lines.shift()
    if (line !== undefined || this.#ended) return Promise.resolve(line ?? null)
    return new Promise((resolve) => this.#takers.push(resolve))
  }

  #give(line: string): void {
    const taker = this.#takers.shift()
    if (taker === undefined) this.#lines.push(line)
    else taker(line)
  }
}

class PipeKeyboard implements Keyboard {
  readonly #reader = createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY })
  readonly #lines = new LineQueue(this.#reader)

  next(): Promise<string | null> {
    return this.#lines.next()
  }

  secret(): Promise<string | null> {
    return this.#lines.next()
  }

  show(text: string): void {
    process.stdout.write(text)
  }

  close(): void {
    this.#reader.close()
  }
}

class TerminalKeyboard implements Keyboard {
  readonly #output = new MutedOutput(process.stdout)
  readonly #reader: Interface
  readonly #lines: LineQueue
  #prompting = false

  constructor(prompt: string, complete: (typed: string) => readonly string[]) {
    this.#reader = createInterface({
      input: process.stdin,
      output: this.#output,
      prompt,
      terminal: true,
      historySize: 200,
      completer: (typed: string) => [complete(typed), typed],
    })
    this.#lines = new LineQueue(this.#reader)
    // A password must not come back with the up arrow.
    this.#reader.on('history', (history: string[]) => this.#output.muted && history.shift())
    this.#reader.on('SIGINT', () => this.#interrupt())
  }

  async next(): Promise<string | null> {
    this.#prompting = true
    this.#reader.prompt()
    const line = await this.#lines.next()
    this.#prompting = false
    return line
  }

  async secret(question: string): Promise<string | null> {
    process.stdout.write(question)
    this.#output.muted = true
    const answer = await this.#lines.next()
    this.#output.muted = false
    process.stdout.write('\n')
    return answer
  }

  show(text: string): void {
    if (!this.#prompting) return void process.stdout.write(text)
    process.stdout.write(`\r\u001b[K${text}`)
    this.#reader.prompt(true)
  }

  close(): void {
    this.#reader.close()
  }

  /** Ctrl-C empties a line that was begun, and ends where there is none. */
  #interrupt(): void {
    if (this.#output.muted || this.#reader.line === '') return this.#reader.close()
    this.#reader.write(null, { ctrl: true, name: 'e' })
    this.#reader.write(null, { ctrl: true, name: 'u' })
  }
}
