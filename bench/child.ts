/** A child process that is ended by its process id, with this process at the latest. */
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'

const endDeadlineMs = 20_000

export interface Child {
  readonly process: ChildProcess
  readonly pid: number
  /** Rejects when it had to be killed. */
  stop(): Promise<void>
  /** At once. */
  kill(): Promise<void>
}

export function endedWithParent(child: ChildProcess): Child {
  const kill = (): void => void child.kill('SIGKILL')
  process.once('exit', kill)
  child.once('exit', () => process.off('exit', kill))
  if (child.pid === undefined) throw new Error(`${child.spawnfile} could not be started`)
  return { process: child, pid: child.pid, stop: () => stop(child, kill), kill: () => killed(child, kill) }
}

async function stop(child: ChildProcess, kill: () => void): Promise<void> {
  if (hasEnded(child)) return
  const ended = once(child, 'exit')
  child.kill('SIGTERM')
  const timer = setTimeout(kill, endDeadlineMs)
  await ended
  clearTimeout(timer)
  if (child.signalCode === 'SIGKILL')
    throw new Error(`${child.spawnfile} did not end within ${endDeadlineMs / 1000} s, and was killed`)
}

async function killed(child: ChildProcess, kill: () => void): Promise<void> {
  if (hasEnded(child)) return
  const ended = once(child, 'exit')
  kill()
  await ended
}

function hasEnded({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode !== null || signalCode !== null
}
