/** What starting another server has in common: its program, a free port, its configuration in a file, and waiting until it listens. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { accessSync, constants, writeFileSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { endedWithParent, type Child } from '../child.ts'
import type { Contestant, RunningServer, StartOptions } from '../contestant.ts'

export interface Peer {
  /** Also of Debian's package. */
  readonly name: string
  readonly program: string
  readonly inFlight: Contestant['inFlight']
  /** It takes minutes to end ten thousand connections when it is asked to, and keeps nothing: the system ends them with it. */
  readonly isKilled?: true
  configuration(where: { readonly port: number; readonly folder: string }): string
  /** Its arguments: to stay in the foreground, with that configuration. */
  flags(file: string): readonly string[]
}

const startDeadlineMs = 15_000

export function peerContestant(peer: Peer): Contestant {
  const { name, inFlight } = peer
  return { name, inFlight, start: (options) => start(peer, options) }
}

/** Why a server cannot take part, in one line; `null`: it can. */
export function missing({ name, program }: Peer): string | null {
  try {
    accessSync(program, constants.X_OK)
    return null
  } catch {
    return `${name} is left out: there is no ${program} (Debian's package ${name})`
  }
}

async function start(peer: Peer, { folder, ports }: StartOptions): Promise<RunningServer> {
  const port = ports?.irc ?? (await freePort())
  const file = join(folder, `${peer.name}.conf`)
  writeFileSync(file, peer.configuration({ port, folder }))
  const child = endedWithParent(
    spawn(peer.program, peer.flags(file), { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] }),
  )
  try {
    await listening(child, { port, name: peer.name })
  } catch (error) {
    await child.stop()
    throw error
  }
  return {
    pid: child.pid,
    ports: { irc: port },
    tlsPorts: {},
    stop: () => (peer.isKilled === true ? child.kill() : child.stop()),
    discard: () => child.kill(),
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (address === null || typeof address === 'string') throw new Error('there is no free port')
  return address.port
}

async function listening(child: Child, { port, name }: { port: number; name: string }): Promise<void> {
  const deadline = Date.now() + startDeadlineMs
  while (Date.now() < deadline && child.process.exitCode === null) {
    if (await accepts(port)) return
    await delay(20)
  }
  throw new Error(`${name} did not start`)
}

function accepts(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1')
  return new Promise((resolve) => {
    socket.once('connect', () => resolve(true))
    socket.once('error', () => resolve(false))
  }).then((accepted) => {
    socket.destroy()
    return accepted === true
  })
}
