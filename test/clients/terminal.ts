/** A program at a terminal of its own (tmux): lines are typed, and the screen is looked at until it shows what is awaited. */
import { execFile, spawnSync } from 'node:child_process'
import { setTimeout as pause } from 'node:timers/promises'
import { promisify } from 'node:util'

const run = promisify(execFile)
const deadlineMs = 15_000
const endDeadlineMs = 5_000
const betweenLooksMs = 50
const looksBetweenUrges = 20
/** So wide and high that no line is broken and nothing scrolls away. */
const size = ['-x', '260', '-y', '100']

export interface TerminalOptions {
  readonly command: readonly string[]
  /** Home of the program, and place of the socket of tmux, which no other tmux has therefore. */
  readonly folder: string
}

export class Terminal {
  readonly #folder: string
  #processes: readonly number[] = []

  /** Use `startTerminal`. */
  constructor(folder: string) {
    this.#folder = folder
  }

  async start(command: readonly string[]): Promise<void> {
    const tell = ['-d', '-P', '-F', '#{pane_pid} #{pid}']
    const started = await this.#tmux('-f', '/dev/null', 'new-session', ...size, ...tell, '--', ...command)
    this.#processes = started.trim().split(' ').map(Number)
  }

  async type(line: string): Promise<void> {
    await this.#tmux('send-keys', '-l', '--', line)
    await this.#tmux('send-keys', 'Enter')
  }

  screen(): Promise<string> {
    return this.#tmux('capture-pane', '-p')
  }

  /** The screen as soon as it matches; `urge` is done before, and now and then again. */
  async shows(match: RegExp, urge?: () => Promise<void>): Promise<string> {
    const giveUpAt = Date.now() + deadlineMs
    for (let looks = 0; ; looks += 1) {
      if (looks % looksBetweenUrges === 0) await urge?.()
      const screen = await this.screen()
      if (match.test(screen)) return screen
      if (Date.now() > giveUpAt)
        throw new Error(`waited in vain for ${String(match)} on the screen:\n${screen.trimEnd()}`)
      await pause(betweenLooksMs)
    }
  }

  /** The program first, then tmux, each by its id; returns when both are gone, or as good as: some systems keep the dead in their list. */
  async end(): Promise<void> {
    const giveUpAt = Date.now() + endDeadlineMs
    for (const id of this.#processes) signal(id, 'SIGKILL')
    while (this.#processes.some((id) => signal(id, 0)) && Date.now() < giveUpAt) await pause(betweenLooksMs)
  }

  async #tmux(...words: readonly string[]): Promise<string> {
    const { stdout } = await run('tmux', ['-u', '-L', 'parlance', ...words], {
      env: {
        ...process.env,
        LC_ALL: 'C.UTF-8',
        TERM: 'screen',
        HOME: this.#folder,
        TMUX: '',
        TMUX_TMPDIR: this.#folder,
      },
    })
    return stdout
  }
}

export async function startTerminal({ command, folder }: TerminalOptions): Promise<Terminal> {
  const terminal = new Terminal(folder)
  await terminal.start(command)
  return terminal
}

export function isMissing(program: string): boolean {
  return spawnSync('sh', ['-c', `command -v ${program}`]).status !== 0
}

/** Whether the process is still there. */
function signal(id: number, name: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(id, name)
  } catch {
    return false
  }
}
