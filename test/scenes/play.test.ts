/** A scene that should fail does, and says where and why. */
import { expect, test } from 'vitest'
import { plainDriver } from './doors/plain.ts'
import type { Cast } from './doors/person.ts'
import { playScene } from './play/run-scene.ts'
import { parseScene } from './play/scene-file.ts'

const plainCast: Cast = { name: 'plain', drivers: [plainDriver] }

test.concurrent.each([
  ['a sentence nobody knows', 'john dances', 'test/scenes/x.scene:1: not understood: john dances'],
  ['somebody who is not there', 'john says "hi"', 'x.scene:1: john says "hi"\n  john is not connected yet'],
  [
    'something seen that must not be',
    'john registers\nmary registers\njohn says "hi" in #general\nmary does not see "hi"',
    'x.scene:4: mary does not see "hi"',
  ],
  [
    'a refusal in the way',
    'john registers\njohn joins #nowhere',
    'x.scene:2: john joins #nowhere\n  john was refused: ! no such channel: #nowhere',
  ],
  [
    'a refusal that the scene does not mention',
    'john registers\njohn tries to join #nowhere',
    'x.scene, at its end\n  john was refused, which the scene does not mention: ! no such channel',
  ],
  [
    'an operator who is refused',
    'operator types "/kick nobody"',
    'x.scene:1: operator types "/kick nobody"\n  the operator was refused: no such user',
  ],
])('%s', async (_, steps, report) => {
  const played = playScene(parseScene('x.scene', steps), plainCast)
  await expect(played).rejects.toThrow(report)
})

test('the report holds what everybody last received', async () => {
  const scene = parseScene('x.scene', 'john registers\nmary registers\nmary sees the announcement "x"\n')
  const played = playScene(
    {
      ...scene,
      steps: [...scene.steps.slice(0, 2), { line: 3, text: 'mary quits' }, ...scene.steps.slice(2)],
    },
    plainCast,
  )
  await expect(played).rejects.toThrow(
    /john last received:\n {4}\* Parlance.*[^]*mary \(disconnected\) last received:[^]*\* goodbye/,
  )
})
