/** What the panels make of what is written and of who is here. */
import { describe, expect, test } from 'vitest'
import type { WireMember } from '../../src/protocols/api/wire.ts'
import { matchGoals } from '../../web/src/panels/goals.ts'
import { rollOf } from '../../web/src/panels/roll.ts'
import { completions, parseQuery } from '../../web/src/panels/search-query.ts'
import { webhookState } from '../../web/src/panels/webhook-state.ts'
import { initialsOf } from '../../web/src/parts/initials.ts'

const member = (name: string, change: Partial<WireMember> = {}): WireMember => ({
  user: { id: name, name, account: name, bot: false },
  displayName: null,
  awayText: null,
  role: 'member',
  voiced: false,
  online: false,
  serverRole: 'none',
  bot: false,
  ...change,
})

describe('a search', () => {
  test('takes filters out of the words', () => {
    expect(parseQuery('tea from:@bob in:general has:link "two words"')).toEqual({
      ok: true,
      input: { text: 'tea two words', from: 'bob', channel: '#general', has: 'link' },
    })
  })

  test('asks for files, of any kind or of one', () => {
    for (const has of ['file', 'picture', 'video', 'sound'])
      expect(parseQuery(`has:${has}`)).toEqual({ ok: true, input: { has } })
    expect(parseQuery('HAS:File tea')).toEqual({ ok: true, input: { text: 'tea', has: 'file' } })
  })

  test('is shown how it may go on', () => {
    expect(completions('tea has:')).toEqual([
      'tea has:link',
      'tea has:file',
      'tea has:picture',
      'tea has:video',
      'tea has:sound',
    ])
    expect(completions('in:general has:fi')).toEqual(['in:general has:file'])
    expect(completions('be')).toEqual(['before:'])
    for (const written of ['', 'tea', 'has:file', 'has:file ', 'from:bob'])
      expect(completions(written)).toEqual([])
  })

  test('days begin and end where the reader is', () => {
    const query = parseQuery('before:2026-02-01 after:2026-01-31')
    const input = query.ok ? query.input : {}
    expect(input.before).toBe(new Date(2026, 1, 1).getTime())
    expect(input.after).toBe(new Date(2026, 1, 1).getTime() - 1)
  })

  test.each([
    ['before:yesterday', 'bad-date'],
    ['after:2026-02-30', 'bad-date'],
    ['has:nothing', 'bad-has'],
  ])('%s is not understood', (written, problem) => {
    expect(parseQuery(written)).toMatchObject({ ok: false, problem })
  })

  test('an address is not a filter', () => {
    expect(parseQuery('https://example.org/x')).toEqual({
      ok: true,
      input: { text: 'https://example.org/x' },
    })
  })
})

describe('the quick switcher', () => {
  const goals = ['#general', '#genealogy', '#random', 'eugen'].map((title) => ({
    key: title,
    title,
    path: title,
    unread: title === '#random' ? 2 : 0,
    mentions: title === 'eugen' ? 1 : 0,
  }))
  const titles = (written: string) => matchGoals(goals, written).map(({ title }) => title)

  test('offers what is unread when nothing is written', () => {
    expect(titles('').slice(0, 2)).toEqual(['eugen', '#random'])
  })

  test('puts what begins so before what holds it', () => {
    expect(titles('gen')).toEqual(['#general', '#genealogy', 'eugen'])
    expect(titles('#general')).toEqual(['#general'])
    expect(titles('rdm')).toEqual(['#random'])
    expect(titles('zzz')).toEqual([])
  })
})

describe('the roll', () => {
  test('those who are here first, each group by role and name', () => {
    const members = [
      member('zoe'),
      member('bob'),
      member('ada', { role: 'owner' }),
      member('cy', { online: true }),
    ]
    const rows = rollOf(members, new Set(['bob']), '').map((row) =>
      row.is === 'title' ? `${row.here ? 'here' : 'away'} ${row.count}` : row.member.user.name,
    )
    expect(rows).toEqual(['here 2', 'bob', 'cy', 'away 2', 'ada', 'zoe'])
  })

  test('is narrowed by name and display name', () => {
    const members = [member('zoe', { displayName: 'Zoé B.' }), member('bob')]
    expect(rollOf(members, new Set(), 'b.').length).toBe(2)
    expect(rollOf(members, new Set(), 'nobody')).toEqual([])
  })
})

test.each([
  ['ada', 'AD'],
  ['Ada Lovelace', 'AL'],
  ['guest-42', 'G4'],
  ['é', 'É'],
  ['日本', '日本'],
  ['🙂🙂', '🙂🙂'],
])('initials of %s', (name, initials) => {
  expect(initialsOf(name)).toBe(initials)
})

test.each([
  [{ failingSince: null, stoppedAt: null }, { is: 'works' }],
  [
    { failingSince: 5, stoppedAt: null },
    { is: 'failing', at: 5 },
  ],
  [
    { failingSince: 5, stoppedAt: 9 },
    { is: 'stopped', at: 9 },
  ],
])('of a webhook that is %o is said %o', (webhook, said) => {
  expect(webhookState(webhook)).toEqual(said)
})
