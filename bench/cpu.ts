/** What the kernel says about a process: processor time and memory, read from `/proc` (Linux). */
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

/** Clock ticks a second, in which `/proc` counts processor time. */
const ticksPerSecond = Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }))

/** Seconds of processor time of all threads so far, the kernel's part for this process included. */
export function processorSeconds(pid: number): number {
  return secondsIn(readFileSync(`/proc/${pid}/stat`, 'utf8'))
}

/** The same of the main thread alone: JavaScript outside the worker threads, and what it writes to sockets. */
export function mainThreadSeconds(pid: number): number {
  return secondsIn(readFileSync(`/proc/${pid}/task/${pid}/stat`, 'utf8'))
}

function secondsIn(stat: string): number {
  // The name in parentheses may hold anything; after it come the numbered fields, beginning with the third.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  const [user, system] = [Number(fields[11]), Number(fields[12])]
  return (user + system) / ticksPerSecond
}

/** Memory in RAM, in KiB. */
export function residentKib(pid: number): number {
  const line = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))
  if (line?.[1] === undefined) throw new Error(`process ${pid} has no memory to measure`)
  return Number(line[1])
}
