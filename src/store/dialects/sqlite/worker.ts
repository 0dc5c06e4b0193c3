/** The entry of a database thread: opens the file, gathers everything waiting, answers it in one message. */
import { parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads'
import { openConnection } from './connection.ts'
import { faultOf, SqliteExecutor } from './executor.ts'
import type { FromThread, Request, ThreadSettings } from './protocol.ts'

/** So that one commit never keeps the first of its messages waiting for thousands of others. */
const batchCeiling = 4000

function serve(port: NonNullable<typeof parentPort>, settings: ThreadSettings): void {
  const say = (message: FromThread) => port.postMessage(message)
  try {
    const executor = new SqliteExecutor(openConnection(settings), settings.role)
    port.on('message', (first: unknown) => {
      const requests = [...requestsIn(first)]
      while (requests.length < batchCeiling) {
        const next = receiveMessageOnPort(port)
        if (next === undefined) break
        requests.push(...requestsIn(next.message))
      }
      say({ answers: executor.run(requests) })
      if (requests.at(-1)?.kind === 'close') port.close()
    })
    say({ ready: true })
  } catch (error) {
    say({ failed: faultOf(error) })
    port.close()
  }
}

/** Only the main thread's end of this same protocol ever posts here. */
function requestsIn(message: unknown): readonly Request[] {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- see above
  return message as readonly Request[]
}

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- set by the thread's own owner
if (parentPort !== null) serve(parentPort, workerData as ThreadSettings)
