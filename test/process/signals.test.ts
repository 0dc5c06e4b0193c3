/** How the process ends and re-reads: signals, exit codes, and what is there afterwards. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { register, signIn } from '../door/line-client.ts'
import { readStored } from '../torture/stored.ts'
import { useServerProcess } from './process-test.ts'

const place = useServerProcess()

test.each(['SIGTERM', 'SIGINT'] as const)(
  '%s ends it cleanly: people are told, exit 0, and everything acknowledged is there (rule D15)',
  async (signal) => {
    const { server, port } = await place.start()
    const ann = await register(port, 'ann')
    const bob = await register(port, 'bob')
    ann.say(...Array.from({ length: 200 }, (_, index) => `number ${index}`))
    await bob.waitFor('[#general] ann: number 150')
    server.signal(signal)
    await ann.waitFor('* the server is shutting down')
    await bob.waitFor('* the server is shutting down')
    await Promise.all([ann.ended, bob.ended])
    const { code, stderr } = await server.end()
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    const acknowledged = ann.lines.filter((line) => line.startsWith('[#general] ann: number '))
    const { messages, integrity } = readStored(place.data)
    expect(integrity).toBe('ok')
    const stored = messages.map(({ text }) => `[#general] ann: ${text}`)
    expect(stored.slice(0, acknowledged.length)).toEqual(acknowledged)
    const again = await place.start()
    const back = await signIn(again.port, 'bob')
    await back.ask('/history 100', `[#general] ann: number ${messages.length - 1}`)
    back.destroy()
  },
)

test('SIGKILL takes nobody their name: who went by another one has that of their account again', async () => {
  const { server, port } = await place.start()
  const ann = await register(port, 'ann')
  await ann.ask('/nick Annie', '* you are now called Annie')
  server.signal('SIGKILL')
  await Promise.all([ann.ended, server.end()])
  const again = await place.start()
  const bob = await register(again.port, 'bob')
  await bob.ask('/nick Annie', '* you are now called Annie')
  const back = await signIn(again.port, 'ann')
  expect(back.lines).toContain('* signed in as ann')
  bob.destroy()
  back.destroy()
})

test('SIGHUP reads the configuration again, and a faulty one changes nothing', async () => {
  const file = join(place.folder, 'parlance.yaml')
  writeFileSync(file, 'server: { motd: the first }\n')
  const { server, port } = await place.start([], { cwd: place.folder })
  const ann = await register(port, 'ann')
  expect(ann.lines).toContain('* the first')
  writeFileSync(file, 'server: { motd: the second }\nplain: { enabled: false }\n')
  server.signal('SIGHUP')
  await server.prints(/configuration re-read/)
  const bob = await register(port, 'bob')
  expect(bob.lines).toContain('* the second')
  writeFileSync(file, 'server: { motto: none }\n')
  server.signal('SIGHUP')
  await server.prints(/configuration not re-read: nothing has changed/)
  const carl = await register(port, 'carl')
  expect(carl.lines).toContain('* the second')
  for (const client of [ann, bob, carl]) client.destroy()
})
