/** A real server process on a data folder: started as shipped, with limits raised, and ended by its process id whatever happens. */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, openSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const startDeadlineMs = 15_000
const endDeadlineMs = 20_000

/** What would otherwise slow the load down on purpose: everything else is as shipped. */
const raised = [
  'plain.port=0',
  'http.port=0',
  'irc.port=0',
  'irc.tls.port=null',
  'users.bcryptCost=4',
  'limits.commandBurst=100000',
  'limits.commandsPerSecond=100000',
  'limits.registrationsPerHour=100000',
  'limits.hashQueue=1000',
  'limits.outboxBytes=268435456',
]

export interface ServerProcess {
  readonly pid: number
  /** Of the plain door. */
  readonly port: number
  /** Of the HTTP door. */
  readonly httpPort: number
  stop(): Promise<void>
}

export interface ServerProcessOptions {
  readonly folder: string
  readonly defaultChannels: readonly string[]
  /** For node itself, for instance `--cpu-prof`. */
  readonly nodeOptions: readonly string[]
  /** As `section.option=value`; the last one counts. */
  readonly settings: readonly string[]
}

/** Compiles what is stale. */
export function buildServer(): void {
  const build = spawnSync(process.execPath, [join(root, 'scripts/build.mjs')], { stdio: ['ignore', 2, 2] })
  if (build.status !== 0) throw new Error('the server could not be compiled')
}

export async function startServerProcess(options: ServerProcessOptions): Promise<ServerProcess> {
  const outputFile = join(options.folder, 'output.txt')
  const child = spawnServer(options, outputFile)
  const killWithParent = (): void => void child.kill('SIGKILL')
  process.once('exit', killWithParent)
  try {
    const ports = await portsOf(child, outputFile)
    if (child.pid === undefined) throw new Error('the server has no process id')
    return { pid: child.pid, ...ports, stop: () => stop(child, killWithParent) }
  } catch (error) {
    killWithParent()
    throw error
  }
}

/** Its standard output goes to a file, as under a service manager: reading a pipe would cost this process time. */
function spawnServer(
  { folder, defaultChannels, nodeOptions, settings: more }: ServerProcessOptions,
  outputFile: string,
): ChildProcess {
  const settings = [
    ...raised,
    `data=${join(folder, 'data')}`,
    `channels.default=[${defaultChannels.join(', ')}]`,
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

async function portsOf(
  child: ChildProcess,
  outputFile: string,
): Promise<Pick<ServerProcess, 'port' | 'httpPort'>> {
  const deadline = Date.now() + startDeadlineMs
  while (Date.now() < deadline && child.exitCode === null) {
    const output = readFileSync(outputFile, 'utf8')
    const port = /^ +plain +127\.0\.0\.1:(\d+)/m.exec(output)?.[1]
    const httpPort = /^ +http +\S*127\.0\.0\.1:(\d+)/m.exec(output)?.[1]
    if (port !== undefined && httpPort !== undefined)
      return { port: Number(port), httpPort: Number(httpPort) }
    await delay(20)
  }
  throw new Error(`the server did not start:\n${readFileSync(outputFile, 'utf8')}`)
}

async function stop(child: ChildProcess, killWithParent: () => void): Promise<void> {
  process.off('exit', killWithParent)
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, 'exit')
  child.kill('SIGTERM')
  const kill = setTimeout(killWithParent, endDeadlineMs)
  await ended
  clearTimeout(kill)
}
