/** The small pure parts of the client's state: what is unread, what one may, when one is told, where one is. */
import { describe, expect, test } from 'vitest'
import type { WireSelf } from '../../src/protocols/api/wire.ts'
import { backoff } from '../../web/src/connection/backoff.ts'
import { afterClose } from '../../web/src/connection/close-codes.ts'
import { deservesNotice } from '../../web/src/state/attention.ts'
import { iconFor, titleFor } from '../../web/src/state/page-title.ts'
import { isQuiet, usualQuiet } from '../../web/src/state/quiet-hours.ts'
import { hindrance } from '../../web/src/state/rights.ts'
import { parsePath } from '../../web/src/state/routes.ts'
import { counted, mentions, readUpTo } from '../../web/src/state/unread.ts'
import { general, messageAt } from './made-up.ts'

const ada: WireSelf = {
  id: 'ada',
  name: 'ada',
  account: 'ada',
  bot: false,
  displayName: 'Ada L.',
  kind: 'person',
  role: 'none',
  awayText: null,
  settings: { invisible: false, bot: false, accountsOnly: false, oneClient: false },
}

const message = (position: number, text: string, author = 'bob') => messageAt(position, text, author)

describe('coming back', () => {
  test('waits longer each time, never longer than half a minute, and never the same', () => {
    expect(backoff(0, () => 0)).toBe(250)
    expect(backoff(0, () => 1)).toBe(500)
    expect(backoff(3, () => 1)).toBe(4000)
    expect(backoff(99, () => 1)).toBe(30_000)
    expect(backoff(99, () => 0)).toBe(250)
  })

  test.each([
    [1006, true],
    [1000, true],
    [4000, true],
    [4099, true],
    [4100, false],
    [4103, false],
    [4200, true],
  ])('code %i: come back %s', (code, comeBack) => {
    expect(afterClose(code).comeBack).toBe(comeBack)
  })
})

describe('a place', () => {
  test.each([
    ['/', { is: 'home' }],
    ['/c/general', { is: 'channel', name: 'general', message: null }],
    ['/c/caf%C3%A9/01ABC', { is: 'channel', name: 'café', message: '01ABC' }],
    ['/c/%', { is: 'channel', name: '%', message: null }],
    ['/d/ada', { is: 'direct', name: 'ada', message: null }],
    ['/c', { is: 'home' }],
    ['/channels', { is: 'browse' }],
    ['/settings', { is: 'settings', section: 'profile' }],
    ['/settings/appearance', { is: 'settings', section: 'appearance' }],
    ['/settings/nonsense', { is: 'settings', section: 'profile' }],
    ['/moderation', { is: 'moderation', section: 'reports' }],
    ['/moderation/audit', { is: 'moderation', section: 'audit' }],
  ])('%s', (path, route) => {
    expect(parsePath(path)).toEqual(route)
  })
})

describe('a mention', () => {
  test.each([
    ['ada: hello', true],
    ['hello @ada', true],
    ['hello ADA!', true],
    ['adamant', false],
    ['xada', false],
    ['ada-marie', false],
    ['adamant ada', true],
    ['thank you Ada L.', true],
    ['', false],
  ])('%s', (text, is) => {
    expect(mentions(text, [ada.name, null, '', ada.displayName])).toBe(is)
  })
})

describe('unread', () => {
  test('counts what others say, and what is for oneself', () => {
    expect(counted(general, message(11, 'hello'), ada)).toEqual({ unread: 1, mentions: 0 })
    expect(counted(general, message(11, 'hello ada'), ada)).toEqual({ unread: 1, mentions: 1 })
  })

  test('counts neither one’s own words, nor topics, nor what was read elsewhere', () => {
    expect(counted(general, message(11, 'hello', 'ada'), ada)).toEqual({})
    expect(counted(general, { ...message(11, 'a topic'), kind: 'topic' }, ada)).toEqual({})
    expect(counted(general, message(8, 'old'), ada)).toEqual({})
  })

  test('reading leaves what stands behind', () => {
    const messages = [message(9, 'one'), message(10, 'two ada'), message(11, 'three')]
    const own = { ...general, unread: 3, mentions: 1 }
    const held = { messages, isNewest: true, self: ada }
    expect(readUpTo(own, { position: 9, ...held })).toMatchObject({ unread: 2, mentions: 1 })
    expect(readUpTo(own, { position: 11, ...held })).toMatchObject({ unread: 0, mentions: 0 })
    const back = readUpTo(own, { position: 3, ...held })
    expect(back.membership?.readPosition).toBe(8)
  })

  test('reading what is held of much more leaves the rest', () => {
    const messages = [message(9, 'one'), message(10, 'two ada'), message(11, 'three')]
    const own = { ...general, unread: 300, mentions: 7 }
    const held = { messages, isNewest: false, self: ada }
    expect(readUpTo(own, { position: 10, ...held })).toMatchObject({ unread: 298, mentions: 6 })
  })
})

describe('what one may', () => {
  const archived = { ...general, channel: { ...general.channel, archivedAt: 5 } }
  const settings = { ...general.channel.settings, moderated: true }
  const moderated = { ...general, channel: { ...general.channel, settings } }

  test('write, unless something stands against it', () => {
    expect(hindrance(general, ada, false)).toBe(null)
    expect(hindrance(general, ada, true)).toBe('muted')
    expect(hindrance(archived, ada, false)).toBe('archived')
    expect(hindrance(moderated, ada, false)).toBe('moderated')
    const voiced = { ...moderated, membership: { ...moderated.membership, voiced: true } }
    expect(hindrance(voiced, ada, false)).toBe(null)
  })
})

describe('being told on the desktop', () => {
  const usual = { level: 'mentions', isForMe: true, isLooking: false, isQuiet: false } as const

  test('of what is for oneself, unless one looks or wants quiet', () => {
    expect(deservesNotice(usual)).toBe(true)
    expect(deservesNotice({ ...usual, isForMe: false })).toBe(false)
    expect(deservesNotice({ ...usual, isForMe: false, level: 'all' })).toBe(true)
    expect(deservesNotice({ ...usual, level: 'none' })).toBe(false)
    expect(deservesNotice({ ...usual, isLooking: true })).toBe(false)
    expect(deservesNotice({ ...usual, isQuiet: true })).toBe(false)
  })

  test('quiet hours may go over midnight', () => {
    const night = { ...usualQuiet(), timeZone: 'UTC' }
    expect(isQuiet(null, new Date('2026-01-01T23:00:00Z'))).toBe(false)
    expect(isQuiet(night, new Date('2026-01-01T23:00:00Z'))).toBe(true)
    expect(isQuiet(night, new Date('2026-01-01T07:59:00Z'))).toBe(true)
    expect(isQuiet(night, new Date('2026-01-01T08:00:00Z'))).toBe(false)
    expect(isQuiet({ ...night, timeZone: 'Europe/Paris' }, new Date('2026-01-01T07:30:00Z'))).toBe(false)
    // The first of 2026 is a Thursday.
    expect(isQuiet({ ...night, days: [4] }, new Date('2026-01-02T07:00:00Z'))).toBe(true)
    expect(isQuiet({ ...night, days: [4] }, new Date('2026-01-02T23:00:00Z'))).toBe(false)
  })
})

describe('the tab', () => {
  const tab = { server: 'Parlance', place: '#general', any: false, mentions: 0 }
  test('shows what is unread', () => {
    expect(titleFor(tab)).toBe('#general · Parlance')
    expect(titleFor({ ...tab, any: true })).toBe('• #general · Parlance')
    expect(titleFor({ ...tab, any: true, mentions: 2, place: '' })).toBe('(2) Parlance')
    expect(iconFor(tab)).toBe('/icon.svg')
    expect(iconFor({ any: true, mentions: 0 })).toBe('/icon-unread.svg')
    expect(iconFor({ any: true, mentions: 1 })).toBe('/icon-mention.svg')
  })
})
