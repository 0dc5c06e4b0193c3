/** Starts that fail half-way, and what a reload says is in force. */
import { createServer } from 'node:net'
import { afterEach, expect, onTestFinished, test } from 'vitest'
import { freePort, isFree } from '../support/free-port.ts'
import { connectLines } from './line-client.ts'
import { startInProcess, unexpected, type ServerInProcess } from './server-in-process.ts'

const servers: ServerInProcess[] = []

afterEach(async () => {
  for (const server of servers.splice(0)) {
    await server.stop()
    expect(unexpected(server.log)).toEqual([])
  }
})

async function start(settings: readonly string[]): Promise<ServerInProcess> {
  const server = await startInProcess(settings)
  servers.push(server)
  return server
}

test('a door that cannot open all its ports opens none', async () => {
  const [first, taken] = [await freePort(), await freePort()]
  const occupant = createServer()
  await new Promise<void>((resolve) => occupant.listen(taken, '127.0.0.1', resolve))
  onTestFinished(() => void occupant.close())
  const ports = [`irc.port=${first}`, `irc.websocket.port=${taken}`]
  await expect(startInProcess(ports)).rejects.toThrow('the port is in use')
  expect(await isFree(first)).toBe(true)
})

test('every reload names what waits for the next start, until it is taken back', async () => {
  const server = await start([])
  const host = 'server.host=127.0.0.5'
  expect(await server.reconfigure([host])).toEqual({ changed: ['server.host'], needRestart: ['server.host'] })
  expect(await server.reconfigure([host, 'server.motd=hello'])).toEqual({
    changed: ['server.motd'],
    needRestart: ['server.host'],
  })
  expect(await server.reconfigure([])).toEqual({
    changed: ['server.host', 'server.motd'],
    needRestart: [],
  })
})

test('the name of the server in IRC changes for those who are there, without a restart', async () => {
  const server = await start(['irc.serverName=before.test'])
  const client = await connectLines(Number(/:(\d+)/.exec(server.running.doors['irc'] ?? '')?.[1]))
  await client.ask('PING 1', ':before.test PONG before.test 1')
  const report = await server.reconfigure(['irc.serverName=after.test'])
  expect(report).toEqual({ changed: ['irc.serverName'], needRestart: [] })
  await client.ask('PING 2', ':after.test PONG after.test 2')
  client.destroy()
})
