/** The entry of a database thread: opens the file, gathers everything waiting, answers it in one message. */
import { parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads'
import { openConnection } from './connection.ts'
import { faultOf } from './errors.ts'
import { SqliteExecutor } from './executor.ts'
import type { FromThread, Request, ThreadSettings } from './protocol.ts'

type Port = NonNullable<typeof parentPort>

/** So that one commit never keeps the first of its messages waiting for thousands of others. */
const batchCeiling = 4000

function serve(port: Port, settings: ThreadSettings): void {
  const say = (message: FromThread) => port.postMessage(message)
  try {
    const executor = new SqliteExecutor(openConnection(settings), settings.role)
    const waiting: Request[] = []
    let isBusy = false
    port.on('message', (message: unknown) => {
      waiting.push(...requestsIn(message))
      // While procedures are loaded more may come, which waits for its turn.
      if (!isBusy) void work()
    })
    const work = async (): Promise<void> => {
      isBusy = true
      while (waiting.length > 0) {
        gather(port, waiting)
        const batch = waiting.splice(0, batchCeiling)
        say({ answers: await executor.run(batch) })
        if (batch.at(-1)?.kind === 'close') port.close()
      }
      isBusy = false
    }
    say({ ready: true })
  } catch (error) {
    say({ failed: faultOf(error) })
    port.close()
  }
}

/** What has come already, though nobody was told of it yet. */
function gather(port: Port, waiting: Request[]): void {
  while (waiting.length < batchCeiling) {
    const next = receiveMessageOnPort(port)
    if (next === undefined) return
    waiting.push(...requestsIn(next.message))
  }
}

/** Only the main thread's end of this same protocol ever posts here. */
function requestsIn(message: unknown): readonly Request[] {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- see above
  return message as readonly Request[]
}

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- set by the thread's own owner
if (parentPort !== null) serve(parentPort, workerData as ThreadSettings)
