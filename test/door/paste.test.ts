/** Lines that come together at the plain door: said in order, each once, and what follows them is about the last. */
import { expect, test } from 'vitest'
import { register } from './line-client.ts'
import { startInProcess, unexpected } from './server-in-process.ts'

test('a paste of two hundred lines with commands in it is said in order; /edit is about the last line before it (rule D3)', async () => {
  const server = await startInProcess(['limits.enabled=false'])
  const [ann, ben] = [await register(server.port, 'ann'), await register(server.port, 'ben')]
  const lines = Array.from({ length: 200 }, (_, number) => `number ${number}`)
  ann.say(...lines.slice(0, 120), '/edit changed', ' ', ...lines.slice(120), `/reply nobody`, 'the end')
  await ben.waitFor('the end')
  const heard = ben.lines.flatMap((line) => /^\[#general\] ann: (.*)$/.exec(line)?.[1] ?? [])
  expect(heard.filter((text) => text.startsWith('number'))).toEqual(lines)
  expect(ben.lines.some((line) => line.includes('ann') && line.includes('changed'))).toBe(true)
  const history = await ann.fence('all')
  expect(history.filter((line) => line.startsWith('! '))).toHaveLength(1)
  ann.end()
  ben.end()
  await Promise.all([ann.ended, ben.ended])
  expect(unexpected(server.log)).toEqual([])
  await server.stop()
})
