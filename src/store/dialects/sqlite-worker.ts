/** The entry of a database thread: opens the file, gathers everything waiting, answers it in one message. */
import { parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads'
import { openConnection } from './sqlite-connection.ts'
import { faultOf, SqliteExecutor } from './sqlite-executor.ts'
import type { FromThread, Request, ThreadSettings } from './sqlite-protocol.ts'

/** So that one commit never keeps the first of its messages waiting for thousands of others. */
const batchCeiling = 4000

function serve(port: NonNullable<typeof parentPort>, settings: ThreadSettings): void {
  const say = (message: FromThread) => port.postMessage(message)
  try {
    const executor = new SqliteExecutor(openConnection(settings), settings.role)
    port.on('message', (first: readonly Request[]) => {
      const requests = [...first]
      while (requests.length < batchCeiling) {
        const next = receiveMessageOnPort(port) as { message: readonly Request[] } | undefined
        if (next === undefined) break
        requests.push(...next.message)
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

if (parentPort !== null) serve(parentPort, workerData as ThreadSettings)
