import { describe, expect, it } from 'vitest'
import { ChatError } from '../../../src/core/errors.ts'
import { demandValidChannelName } from '../../../src/core/channels/names.ts'
import { demandValidName } from '../../../src/core/users/names.ts'

describe('names of users', () => {
  it.each(['john', 'J', '_x', '[brackets]', '{a}', 'back\\slash', 'pipe|', '^hat', 'a-b', 'a'.repeat(32)])(
    '%s is one',
    (name) => {
      expect(() => demandValidName(name, 'Parlance')).not.toThrow()
    },
  )

  it.each([
    '',
    '1john',
    '-john',
    'jöhn',
    'john smith',
    'a'.repeat(33),
    'Server',
    'NICKSERV',
    'parlance',
    'guest-1',
    'a\u0000b',
    'a@b',
  ])('%j is none', (name) => {
    expect(() => demandValidName(name, 'Parlance')).toThrow(ChatError)
  })
})

describe('names of channels', () => {
  it.each(['#general', 'général', '#東京', '##c++', '#a.b'])('%s is one', (name) => {
    expect(demandValidChannelName(name)).toBe(name.startsWith('#') ? name.slice(1) : name)
  })

  it.each(['', '#', '#a b', '#a,b', '#a"b', '#a\u0007', '#\u200b', `#${'a'.repeat(51)}`])(
    '%j is none',
    (name) => {
      expect(() => demandValidChannelName(name)).toThrow(ChatError)
    },
  )
})
