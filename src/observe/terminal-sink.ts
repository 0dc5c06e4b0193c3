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
  let gone = false
  // A reader that went away (EPIPE), or a terminal that did (EIO), is no reason to end the server. Nothing may be left waiting
  // for it: at the end of the process the stream would try for ever to write it.
  stream.on('error', () => {
    if (gone) return
    gone = true
    stream.destroy()
  })
  return {
    write: (text) => {
      if (!gone) stream.write(text)
    },
    flush: () =>
      new Promise((resolve) => {
        if (gone) return resolve()
        const timer = setTimeout(resolve, 500)
        stream.flush(() => {
          clearTimeout(timer)
          resolve()
        })
      }),
  }
}
