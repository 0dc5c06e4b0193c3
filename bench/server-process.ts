/** A real server process on a data folder: started as shipped, with limits raised, and ended by its process id whatever happens. */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { closeSync, openSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { endedWithParent } from './child.ts'
import type { Contestant, RunningServer, StartOptions } from './contestant.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const startDeadlineMs = 15_000
const doors = ['plain', 'irc', 'http'] as const

/** What would otherwise slow the load down on purpose, or keep guests out: everything else is as shipped. */
const raised = [
  'users.bcryptCost=4',
  'users.guests=true',
  'channels.creation=anyone',
  'limits.commandBurst=100000',
  'limits.commandsPerSecond=100000',
  'limits.registrationsPerHour=100000',
  'limits.hashQueue=1000',
  'limits.outboxBytes=268435456',
]

export interface ParlanceOptions {
  /** For node itself, for instance `--cpu-prof`. */
  readonly nodeOptions: readonly string[]
  /** As `section.option=value`; the last one counts. */
  readonly settings: readonly string[]
}

const inFlight = { gently: 48, atOnce: 2000 }

export function parlance(options: ParlanceOptions): Contestant {
  return { name: 'parlance', inFlight, start: (where) => start({ ...options, ...where }) }
}

/** Compiles what is stale. */
export function buildServer(): void {
  const build = spawnSync(process.execPath, [join(root, 'scripts/build.mjs')], { stdio: ['ignore', 2, 2] })
  if (build.status !== 0) throw new Error('the server could not be compiled')
}

async function start(options: ParlanceOptions & StartOptions): Promise<RunningServer> {
  const outputFile = join(options.folder, 'output.txt')
  const child = endedWithParent(spawnServer(options, outputFile))
  try {
    const listening = await listeningPorts(child.process, outputFile, options.tls)
    const stop = (): Promise<void> => child.stop()
    // A profile is written at an orderly end alone.
    return { pid: child.pid, ...listening, stop, discard: stop }
  } catch (error) {
    await child.stop()
    throw error
  }
}

/** Its standard output goes to a file, as under a service manager: reading a pipe would cost this process time. */
function spawnServer(
  { folder, defaultChannels, tls, ports, nodeOptions, settings: more }: ParlanceOptions & StartOptions,
  outputFile: string,
): ChildProcess {
  const settings = [
    ...raised,
    `data=${join(folder, 'data')}`,
    `channels.default=[${defaultChannels.join(', ')}]`,
    ...doors.map((door) => `${door}.port=${ports?.[door] ?? 0}`),
    ...doors.map((door) => `${door}.tls.port=${tls ? '0' : 'null'}`),
    ...more,
  ]
  const output = openSync(outputFile, 'w')
  const flags = settings.flatMap((setting) => ['--set', setting])
  const child = spawn(process.execPath, [...nodeOptions, join(root, 'dist/main.js'), 'start', ...flags], {
    cwd: folder,
    stdio: ['ignore', output, 'inherit'],
  })
  closeSync(output)
  return child
}

type Listening = Pick<RunningServer, 'ports' | 'tlsPorts'>

async function listeningPorts(child: ChildProcess, outputFile: string, tls: boolean): Promise<Listening> {
  const deadline = Date.now() + startDeadlineMs
  while (Date.now() < deadline && child.exitCode === null) {
    const output = readFileSync(outputFile, 'utf8')
    const listening = { ports: portsIn(output, ''), tlsPorts: portsIn(output, '.*?TLS ') }
    const all = doors.every((door) => (tls ? listening.tlsPorts : listening.ports)[door] !== undefined)
    if (all) return listening
    await delay(20)
  }
  throw new Error(`the server did not start:\n${readFileSync(outputFile, 'utf8')}`)
}

/** By door, the port that stands after `lead`. */
function portsIn(output: string, lead: string): RunningServer['ports'] {
  const ports = doors.flatMap((door) => {
    const port = new RegExp(`^ +${door} +${lead}127\\.0\\.0\\.1:(\\d+).*\n`, 'm').exec(output)?.[1]
    return port === undefined ? [] : [[door, Number(port)] as const]
  })
  return Object.fromEntries(ports)
}
