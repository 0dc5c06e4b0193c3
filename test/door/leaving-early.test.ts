/** A guest of the plain door whose connection breaks while they come in leaves nobody behind. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { connectLines, register, type LineClient } from './line-client.ts'
import { startInProcess, unexpected, type ServerInProcess } from './server-in-process.ts'

let server: ServerInProcess
let watcher: LineClient

beforeAll(async () => {
  server = await startInProcess(['users.guests=true'])
  watcher = await register(server.port, 'wanda')
})

afterAll(async () => {
  watcher.destroy()
  await server.stop()
  expect(unexpected(server.log)).toEqual([])
})

const named = (message: string, name: string) =>
  server.log.filter((line) => line.message === message && line.fields['userName'] === name).length

test('whoever came in goes, whenever the connection broke', async () => {
  for (let round = 0; round < 20; round += 1) {
    const person = await connectLines(server.port)
    await person.waitFor('/login NAME PASSWORD')
    person.say(`/guest g${round}`)
    // By now the server has read it; an end would wait for its answer.
    await watcher.fence(`f${round}`)
    person.socket.resetAndDestroy()
    await person.ended
    const name = `guest-g${round}`
    await expect.poll(() => named('user.enter-as-guest', name)).toBe(1)
    await expect.poll(() => named('user.sign-out', name)).toBe(1)
  }
  watcher.say('/online')
  expect(await watcher.waitFor(/^\* online /)).toBe('* online (1): wanda')
})
