/** What is told to those who are here, and kept nowhere. */
import { expect, test } from 'vitest'
import { register } from './line-client.ts'
import { startInProcess } from './server-in-process.ts'

test('who comes and goes is told, and not kept: in the history is what was said, and the topic (rule D14)', async () => {
  const server = await startInProcess()
  const ann = await register(server.port, 'ann')
  await ann.ask('/create #tea', '* talking in #tea')
  const bob = await register(server.port, 'bob')
  await bob.ask('/join #tea', '* talking in #tea')
  await ann.waitFor('* bob joined #tea')
  await bob.ask('is it ready', '[#tea] bob: is it ready')
  await ann.ask('/topic green or black', 'green or black')
  await ann.ask('/role bob voice', '* bob')
  await bob.ask('/leave', '* bob left #tea')
  await ann.waitFor('* bob left #tea')
  const from = ann.lines.length
  await ann.ask('/history 50', '* end')
  const shown = ann.lines.slice(from, -1).join('\n')
  expect(shown).toContain('[#tea] bob: is it ready')
  expect(shown).not.toMatch(/joined|left|voice/)
  for (const client of [ann, bob]) client.destroy()
})
