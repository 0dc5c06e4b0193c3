/** A child process that is ended by its process id, with this process at the latest. */
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'

const endDeadlineMs = 20_000

export interface Child {
  readonly process: ChildProcess
  readonly pid: number
  /** Rejects when it had to be killed. */
  stop(): Promise<void>
}

export function endedWithParent(child: ChildProcess): Child {
  const kill = (): void => void child.kill('SIGKILL')
  process.once('exit', kill)
  if (child.pid === undefined) throw new Error(`${child.spawnfile} could not be started`)
  return { process: child, pid: child.pid, stop: () => stop(child, kill) }
}

async function stop(child: ChildProcess, kill: () => void): Promise<void> {
  process.off('exit', kill)
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, 'exit')
  child.kill('SIGTERM')
  const timer = setTimeout(kill, endDeadlineMs)
  await ended
  clearTimeout(timer)
  if (child.signalCode === 'SIGKILL')
    throw new Error(`${child.spawnfile} did not end within ${endDeadlineMs / 1000} s, and was killed`)
}
