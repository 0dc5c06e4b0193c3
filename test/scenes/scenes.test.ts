/** Every scene, played with every cast it is meant for. */
import { describe, expect, test } from 'vitest'
import { casts } from './doors/index.ts'
import { playScene } from './play/run-scene.ts'
import { readScenes } from './play/scene-file.ts'

const scenes = readScenes()

describe.concurrent.each(casts)('with the cast $name', (cast) => {
  const meant = scenes.filter(({ doors }) => doors === null || doors.includes(cast.name))
  test.each(meant)('$file: $title', { timeout: 60_000 }, async (scene) => {
    expect(await playScene(scene, cast)).toBe(scene.steps.length)
  })
})

test('there are scenes, and every door they name exists', () => {
  const known = new Set(casts.map(({ name }) => name))
  const unknown = scenes.flatMap(({ file, doors }) =>
    (doors ?? []).filter((door) => !known.has(door)).map((door) => `${file}: ${door}`),
  )
  expect(unknown).toEqual([])
  expect(scenes.length).toBeGreaterThanOrEqual(50)
})
