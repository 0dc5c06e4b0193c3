/** What facts do to the clients of this node. */
import { expect, test } from 'vitest'
import type { ChatEvent } from '../../src/core/events.ts'
import type { ClientId, TokenId } from '../../src/core/types.ts'
import { FakeClient, john, mary } from './fakes.ts'
import { newHub, seated } from './hub-scene.ts'

function crowd() {
  const { hub } = newHub()
  const clients = {
    john: seated(hub, john),
    johnToo: seated(hub, john, { name: 'john-too' }),
    mary: seated(hub, mary),
    visitor: new FakeClient('visitor', { address: '203.0.113.7' }),
    console: new FakeClient('console', { address: 'local' }),
  }
  clients.console.operator = true
  hub.attach(clients.visitor)
  hub.attach(clients.console)
  const after = (event: ChatEvent) => {
    hub.deliver([event])
    return Object.fromEntries(
      Object.entries(clients)
        .filter(([, { closed }]) => closed !== null)
        .map(([name, { closed }]) => [name, closed]),
    )
  }
  return { hub, clients, after }
}

const toJohn = [{ to: 'user', user: john.id }, { to: 'operators' }] as const

test('a kick and a ban close all clients of the user, who are told first', () => {
  const kicked = crowd()
  const kick = {
    type: 'user.kicked',
    audience: toJohn,
    at: 0,
    user: john,
    by: 'root',
    reason: null,
    until: 1,
  } as const
  expect(kicked.after(kick)).toEqual({ john: 'kicked', johnToo: 'kicked' })
  expect([kicked.clients.john.texts, kicked.clients.console.texts]).toEqual([
    ['user.kicked'],
    ['user.kicked'],
  ])
  const ban = {
    type: 'user.banned',
    audience: toJohn,
    at: 0,
    user: john,
    by: 'root',
    reason: null,
  } as const
  expect(crowd().after(ban)).toEqual({ john: 'banned', johnToo: 'banned' })
})

test('a ban of a network closes who is inside, visitors too, and tells them; never a console', () => {
  const { clients, after } = crowd()
  const ban = {
    type: 'address.banned',
    audience: [{ to: 'operators' }],
    at: 0,
    by: 'root',
    reason: null,
  } as const
  expect(after({ ...ban, network: '203.0.113.0/24' })).toEqual({ visitor: 'banned' })
  expect([clients.visitor.texts, clients.mary.texts]).toEqual([['address.banned'], []])
  expect(Object.keys(after({ ...ban, network: '0.0.0.0/0' }))).not.toContain('console')
})

test('a new password closes every client of the user but the one that set it', () => {
  const changed = { type: 'password.changed', audience: toJohn, at: 0, user: john, by: 'john' } as const
  const kept = { keep: 'john-too' as ClientId, keepToken: null }
  expect(crowd().after({ ...changed, ...kept })).toEqual({ john: 'password-changed' })
  expect(Object.keys(crowd().after({ ...changed, keep: null, keepToken: null }))).toEqual(['john', 'johnToo'])
})

test('a new password leaves the clients that came by the token in use', () => {
  const { clients, after } = crowd()
  clients.john.token = 'old' as TokenId
  clients.johnToo.token = 'in-use' as TokenId
  const changed = { type: 'password.changed', audience: toJohn, at: 0, user: john, by: 'john' } as const
  expect(after({ ...changed, keep: null, keepToken: 'in-use' as TokenId })).toEqual({
    john: 'password-changed',
  })
})

test('a revoked token closes the clients of its user that came by it, who are told first', () => {
  const { clients, after } = crowd()
  clients.john.token = 'stolen' as TokenId
  clients.johnToo.token = 'good' as TokenId
  clients.mary.token = 'stolen' as TokenId
  const revoked = {
    type: 'token.revoked',
    audience: [{ to: 'user', user: john.id }],
    at: 0,
    user: john,
    tokens: ['other', 'stolen'] as TokenId[],
  } as const
  expect(after(revoked)).toEqual({ john: 'signed-out' })
  expect([clients.john.texts, clients.johnToo.texts, clients.mary.texts]).toEqual([
    ['token.revoked'],
    ['token.revoked'],
    [],
  ])
})

test('a role decides at once whether operators’ facts are for a client', () => {
  const { clients, after } = crowd()
  const changed = { type: 'user.role-changed', audience: toJohn, at: 0, user: john, by: 'root' } as const
  after({ ...changed, role: 'moderator' })
  expect([clients.john.operator, clients.mary.operator]).toEqual([true, false])
  after({ ...changed, role: 'none' })
  expect(clients.john.operator).toBe(false)
})

test('the shutdown closes everybody but the consoles', () => {
  const { clients, after } = crowd()
  const closed = after({ type: 'shutdown.started', audience: [{ to: 'everyone' }], at: 0, reason: null })
  expect(Object.keys(closed)).toEqual(['john', 'johnToo', 'mary', 'visitor'])
  expect(clients.console.texts).toEqual(['shutdown.started'])
})
