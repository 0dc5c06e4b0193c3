/** The terminal the server was started on: log lines appear there, above the operator's prompt when there is one. */
import { createTerminalSink, type TerminalSink } from '../observe/terminal-sink.ts'
import type { ServerOptions } from '../server.ts'

export interface Foreground extends TerminalSink {
  readonly colour: boolean
  /** What the prompt is made of; `null` where nobody can type. */
  readonly prompt: ServerOptions['terminal']
  /** From now on text goes through the prompt, which keeps what is being typed. */
  showThrough(prompt: { write(text: string): void } | null): void
  /** What Ctrl-C at the prompt does. */
  onInterrupt(run: () => void): void
}

export function openForeground(): Foreground {
  const sink = createTerminalSink()
  const state: { shown: { write(text: string): void }; interrupt: () => void } = {
    shown: sink,
    // Until the server is up there is nothing to end cleanly: the signal's own effect.
    interrupt: () => void process.kill(process.pid, 'SIGINT'),
  }
  const atTerminal = process.stdin.isTTY && process.stdout.isTTY
  return {
    colour: process.stdout.isTTY && (process.env['NO_COLOR'] ?? '') === '',
    prompt: atTerminal ? promptOver(sink, () => state.interrupt()) : null,
    showThrough: (prompt) => void (state.shown = prompt ?? sink),
    onInterrupt: (run) => void (state.interrupt = run),
    write: (text) => state.shown.write(text),
    flush: () => sink.flush?.() ?? Promise.resolve(),
  }
}

/** The prompt writes in the background like the log: a person who stopped the terminal's output stops nobody else. */
function promptOver(sink: TerminalSink, onInterrupt: () => void): ServerOptions['terminal'] {
  return {
    input: forgiving(process.stdin),
    output: {
      write: (text) => sink.write(text),
      get columns() {
        return process.stdout.columns
      },
      on: (event, listener) => process.stdout.on(event, listener),
    },
    onInterrupt,
  }
}

/** A terminal that is gone takes no settings any more: that must not keep the server from ending cleanly. */
function forgiving(input: typeof process.stdin): typeof process.stdin {
  const setRawMode = input.setRawMode.bind(input)
  input.setRawMode = (on) => {
    try {
      return setRawMode(on)
    } catch {
      return input
    }
  }
  return input
}
