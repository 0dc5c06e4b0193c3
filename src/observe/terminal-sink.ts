/** Standard output as a place for log lines: written to in the background, so that a reader who stopped cannot stop the server. */
import pino from 'pino'

export interface TerminalSink {
  /** Takes text with its line end; returns at once. */
  write(text: string): void
  flush?(): Promise<void>
}

/** Past this many bytes unread, lines for the terminal are dropped; the files still have them. */
const mostWaiting = 1024 * 1024

export function createTerminalSink(descriptor = 1): TerminalSink {
  const stream = pino.destination({ fd: descriptor, sync: false, minLength: 0, maxLength: mostWaiting })
  // A reader that went away (EPIPE) is no reason to end the server.
  stream.on('error', () => undefined)
  return {
    write: (text) => void stream.write(text),
    flush: () =>
      new Promise((resolve) => {
        const timer = setTimeout(resolve, 500)
        stream.flush(() => {
          clearTimeout(timer)
          resolve()
        })
      }),
  }
}
