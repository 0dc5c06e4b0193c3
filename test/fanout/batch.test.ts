/** What nodes say to each other, written and read. */
import { expect, test } from 'vitest'
import type { NodeId, UserId } from '../../src/core/types.ts'
import { groupNotices, readBatch, writeBatch, type Notice } from '../../src/fanout/batch.ts'
import { announcement, general, joined, john, left, message } from './fakes.ts'

const node = '01NODE' as NodeId

test('a batch is read as it was written', () => {
  const notices: readonly Notice[] = [
    { fact: message(3, { text: 'zwölf "Boxkämpfer"\n\u0000' }) },
    { fact: joined(john, 3) },
    { fact: left(john) },
    { presence: { user: 'u' as UserId, here: true, version: 7 } },
    { order: { is: 'shut-down', seconds: 30, reason: null, by: 'console:root' } },
  ]
  const { groups, tooLarge } = groupNotices(notices, 1_000_000)
  expect({ groups: groups.length, tooLarge }).toEqual({ groups: 1, tooLarge: 0 })
  expect(readBatch(writeBatch(node, 12, groups[0] ?? ''))).toEqual({ node, number: 12, notices })
})

test('notices are split into groups that fit, in order; what fits into none is left out', () => {
  const notices = ['a', 'b', 'c', 'ß'.repeat(400), 'd'].map((text) => ({ fact: announcement(text) }))
  const { groups, tooLarge } = groupNotices(notices, 600)
  expect(tooLarge).toBe(1)
  const batches = groups.map((group, index) => writeBatch(node, index + 1, group))
  for (const batch of batches) expect(Buffer.byteLength(batch)).toBeLessThanOrEqual(600)
  const read = batches.flatMap((batch) => readBatch(batch)?.notices ?? [])
  const texts = read.map((notice) => ('fact' in notice && 'text' in notice.fact ? notice.fact.text : ''))
  expect(texts).toEqual(['a', 'b', 'c', 'd'])
  expect(batches.length).toBeGreaterThan(1)
})

test('what no node would say is not read', () => {
  const notices = JSON.stringify([{ fact: announcement('one') }])
  expect(readBatch(`{"node":"a","number":1,"notices":${notices}}`)).not.toBeNull()
  const rubbish = [
    '',
    'null',
    '[]',
    '{"node":"a","number":1}',
    `{"node":1,"number":1,"notices":${notices}}`,
    `{"node":"a","number":0,"notices":${notices}}`,
    `{"node":"a","number":1.5,"notices":${notices}}`,
    `{"node":"a","number":"1","notices":${notices}}`,
    '{"node":"a","number":1,"notices":[null]}',
    '{"node":"a","number":1,"notices":[{}]}',
    '{"node":"a","number":1,"notices":[{"fact":{"type":"message.sent"}}]}',
    '{"node":"a","number":1,"notices":[{"presence":{"user":"u"}}]}',
    `{"node":"a","number":1,"notices":${notices}`,
  ]
  expect(rubbish.filter((text) => readBatch(text) !== null)).toEqual([])
})

test(`messages of ${general} are the largest thing said, and fit`, () => {
  const { groups, tooLarge } = groupNotices([{ fact: message(1, { text: '𝕏'.repeat(4000) }) }], 1_048_576)
  expect({ groups: groups.length, tooLarge }).toEqual({ groups: 1, tooLarge: 0 })
})
