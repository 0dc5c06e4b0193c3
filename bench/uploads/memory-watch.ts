/** The largest memory of a process, and of those that it has started, while something goes on: looked at twenty times a second. */
import { readFileSync } from 'node:fs'
import { residentKib } from '../cpu.ts'

/** KiB, beyond what it had at first. */
export interface Growth {
  readonly own: number
  /** The processes that it has started, together: what they had at most. */
  readonly children: number
}

const every = 50

export async function growthWhile(pid: number, work: () => Promise<void>): Promise<Growth> {
  const before = residentKib(pid)
  let [own, children] = [before, 0]
  const look = (): void => {
    own = Math.max(own, residentKib(pid))
    children = Math.max(children, childrenKib(pid))
  }
  const timer = setInterval(look, every)
  try {
    await work()
    look()
    return { own: own - before, children }
  } finally {
    clearInterval(timer)
  }
}

function childrenKib(pid: number): number {
  const pids = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ')
  return pids.reduce((sum, child) => sum + (child === '' ? 0 : leftKib(Number(child))), 0)
}

/** 0: it has ended meanwhile. */
function leftKib(pid: number): number {
  try {
    return residentKib(pid)
  } catch {
    return 0
  }
}
