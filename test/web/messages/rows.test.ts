/** Messages become rows. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { RowList, type Row, type RowSettings } from '../../../web/src/messages/rows.ts'
import type { ShownMessage } from '../../../web/src/state/channel-view.ts'
import { seeded } from '../../support/seed.ts'

const minute = 60_000
const day = 24 * 60 * minute
const settings: RowSettings = {
  self: 'me',
  newSince: 0,
  fromBeginning: true,
  startOfDay: (at) => Math.floor(at / day) * day,
}

function message(position: number, more: Partial<ShownMessage> & { by?: string } = {}): ShownMessage {
  const { by = 'ann', ...rest } = more
  return {
    id: `m${position}`,
    channel: 'c',
    position,
    changedPosition: position,
    author: { id: by, name: by, account: by, bot: false },
    kind: 'text',
    text: 'hello',
    replyTo: null,
    sentAt: day + position * minute,
    editedAt: null,
    deletedAt: null,
    reactions: [],
    uploads: [],
    previews: [],
    ...rest,
  }
}

function rowsOf(messages: readonly ShownMessage[], more: Partial<RowSettings> = {}): readonly Row[] {
  const list = new RowList()
  list.update(messages, { ...settings, ...more })
  return list.rows
}

function shape(rows: readonly Row[]): readonly string[] {
  return rows.map((row) => (row.kind === 'message' ? row.form : row.kind))
}

describe('rows', () => {
  test('group what one person says within seven minutes', () => {
    const rows = rowsOf([
      message(1),
      message(2),
      message(3, { by: 'bob' }),
      message(4),
      message(5, { sentAt: day + 11 * minute }),
    ])
    expect(shape(rows)).toEqual(['day', 'head', 'following', 'head', 'head', 'head'])
  })

  test('begin a group anew after an action, a topic, a deleted message and with a reply', () => {
    const rows = rowsOf([
      message(1),
      message(2, { kind: 'action' }),
      message(3),
      message(4, { kind: 'topic' }),
      message(5),
      message(6, { deletedAt: 1, text: '' }),
      message(7),
      message(8, { replyTo: 'm1' }),
      message(9),
    ])
    expect(shape(rows).slice(1)).toEqual([
      'head',
      'action',
      'head',
      'topic',
      'head',
      'deleted',
      'head',
      'head',
      'following',
    ])
  })

  test('have a line for each day', () => {
    const rows = rowsOf([message(1), message(2, { sentAt: 2 * day - 1 }), message(3, { sentAt: 2 * day })])
    expect(shape(rows)).toEqual(['day', 'head', 'head', 'day', 'head'])
  })

  test('have one line where what is new begins, and none before what one said oneself', () => {
    expect(shape(rowsOf([message(1), message(2), message(3)], { newSince: 1 }))).toEqual([
      'day',
      'head',
      'new',
      'head',
      'following',
    ])
    expect(shape(rowsOf([message(1), message(2, { by: 'me' })], { newSince: 1 }))).not.toContain('new')
    const answered = [message(1), message(2, { by: 'me' }), message(3, { by: 'me' }), message(4), message(5)]
    expect(shape(rowsOf(answered, { newSince: 1 }))).toEqual([
      'day',
      'head',
      'head',
      'following',
      'new',
      'head',
      'following',
    ])
    expect(shape(rowsOf([message(5), message(6)], { newSince: 3, fromBeginning: false }))).not.toContain(
      'new',
    )
  })

  test('do not show what only programs say to each other', () => {
    expect(shape(rowsOf([message(1), message(2, { kind: 'tags' }), message(3)]))).toEqual([
      'day',
      'head',
      'following',
    ])
  })

  test('stay the very same where nothing about them has changed', () => {
    const list = new RowList()
    const messages = [message(1), message(2), message(3), message(4)]
    list.update(messages, settings)
    const before = list.rows
    const change = list.update(
      [...messages.slice(0, 3), { ...message(4), text: 'other' }, message(5)],
      settings,
    )
    expect(list.rows.slice(0, 4)).toEqual(before.slice(0, 4))
    for (const [index, row] of before.slice(0, 4).entries()) expect(list.rows[index]).toBe(row)
    expect(change).toEqual({ from: 4, removed: 1, added: 2 })
  })

  test('keep their key when a message of one’s own has reached the server', () => {
    const list = new RowList()
    list.update([message(0, { id: 'local', clientTag: 'tag', pending: 'sending' })], settings)
    const [, sending] = list.rows
    list.update([message(9, { clientTag: 'tag' })], settings)
    const [, sent] = list.rows
    expect(sent?.key).toBe(sending?.key)
  })

  test('come out the same, however they came about', () => {
    const step = fc.record({
      from: fc.nat(40),
      remove: fc.nat(6),
      add: fc.array(
        fc.record({
          by: fc.constantFrom('ann', 'bob', 'me'),
          kind: fc.constantFrom('text' as const, 'text' as const, 'action' as const, 'tags' as const),
          gap: fc.constantFrom(1, 1, 5, 20, 2000),
        }),
        { maxLength: 6 },
      ),
      newSince: fc.constantFrom(0, 0, 5),
    })
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
        const list = new RowList()
        let messages: readonly ShownMessage[] = []
        let shown: readonly Row[] = []
        let next = 1
        for (const { from, remove, add, newSince } of steps) {
          const added = add.map(({ by, kind, gap }) =>
            message(next++, { by, kind, sentAt: day + next * gap * minute }),
          )
          messages = [...messages.slice(0, from), ...added, ...messages.slice(from + remove)]
          const change = list.update(messages, { ...settings, newSince })
          const { from: at, removed } = change
          shown = [
            ...shown.slice(0, at),
            ...list.rows.slice(at, at + change.added),
            ...shown.slice(at + removed),
          ]
          expect(list.rows).toEqual(rowsOf(messages, { newSince }))
          expect(shown).toEqual(list.rows)
        }
      }),
      seeded('rows', 300),
    )
  })
})
