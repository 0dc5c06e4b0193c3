/** What a voice message is called, in which form it is recorded, and how loud it is. */
import { expect, test } from 'vitest'
import { levelOf } from '../../web/src/voice/level.ts'
import { typeToRecord, voiceName } from '../../web/src/voice/sound-type.ts'

test('it is named after when it was begun, as every system can keep it', () => {
  expect(voiceName(new Date(2026, 10, 29, 14, 5), 'webm')).toBe('voice 2026-11-29 14.05.webm')
  expect(voiceName(new Date(2026, 0, 2, 3, 4), 'ogg')).toBe('voice 2026-01-02 03.04.ogg')
})

test('it is recorded in the first form that the browser can, or in its own', () => {
  expect(typeToRecord(() => true)).toEqual({ type: 'audio/webm;codecs=opus', ending: 'webm' })
  expect(typeToRecord((type) => type.startsWith('audio/ogg'))?.ending).toBe('ogg')
  expect(typeToRecord((type) => type === 'audio/mp4')).toEqual({ type: 'audio/mp4', ending: 'm4a' })
  expect(typeToRecord(() => false)).toBeNull()
})

test('silence is nothing, the loudest is 1, and a voice is in between', () => {
  expect(levelOf(new Float32Array(1024))).toBe(0)
  expect(levelOf(new Float32Array(0))).toBe(0)
  expect(levelOf(new Float32Array(1024).fill(1))).toBe(1)
  expect(levelOf(new Float32Array(1024).fill(0.05))).toBeCloseTo(0.48, 2)
})
