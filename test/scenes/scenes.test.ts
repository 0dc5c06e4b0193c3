/** Every scene, played through every door it is meant for. */
import { describe, expect, test } from 'vitest'
import { drivers } from './doors/index.ts'
import { playScene } from './play/run-scene.ts'
import { readScenes } from './play/scene-file.ts'

const scenes = readScenes()

describe.concurrent.each(drivers)('through the $name door', (driver) => {
  const meant = scenes.filter(({ doors }) => doors === null || doors.includes(driver.name))
  test.each(meant)('$file: $title', { timeout: 60_000 }, async (scene) => {
    expect(await playScene(scene, driver)).toBe(scene.steps.length)
  })
})

test('there are scenes, and every door they name exists', () => {
  const known = new Set(drivers.map(({ name }) => name))
  const unknown = scenes.flatMap(({ file, doors }) =>
    (doors ?? []).filter((door) => !known.has(door)).map((door) => `${file}: ${door}`),
  )
  expect(unknown).toEqual([])
  expect(scenes.length).toBeGreaterThanOrEqual(50)
})
