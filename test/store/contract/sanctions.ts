/** The contracts of `sanctions` and `audit`. */
import { expect, it } from 'vitest'
import type { AuditEntry, Sanction, SanctionId, SanctionKind, UserId } from '../../../src/core/types.ts'
import type { OpenStore } from '../../../src/store/open-store.ts'
import { newId } from '../support.ts'

type Given = Partial<Omit<Sanction, 'subject'>> & { user?: UserId; network?: string }

function sanctionOf({ user, network, ...given }: Given): Sanction {
  const subject =
    user === undefined
      ? { type: 'network' as const, network: network ?? '203.0.113.0/24' }
      : { type: 'user' as const, user: { id: user, name: 'john' } }
  const base = {
    kind: 'ban' as SanctionKind,
    reason: null,
    by: 'console:root',
    createdAt: 1000,
    expiresAt: null,
  }
  return { id: newId<SanctionId>('s'), ...base, subject, ...given }
}

const lifted = { by: 'console:root', at: 2000 }

function entry(action: string): AuditEntry {
  return { at: 1000, by: 'console:root', action, subject: 'john', reason: null, details: '60 s' }
}

export function sanctionsContract(store: () => OpenStore): void {
  it('answers a user’s running sanctions, newest first', async () => {
    const john = newId<UserId>('u')
    const { sanctions } = store()
    const kick = sanctionOf({ user: john, kind: 'kick', createdAt: 1000, expiresAt: 1500, reason: 'spam' })
    const mute = sanctionOf({ user: john, kind: 'mute', createdAt: 1200 })
    for (const one of [kick, mute, sanctionOf({ user: newId<UserId>('u') })]) await sanctions.add(one)
    expect(await sanctions.ofUser(john, 1499)).toEqual([mute, kick])
    expect(await sanctions.ofUser(john, 1500)).toEqual([mute])
  })

  it('lifts running ones of the kinds named, and says how many', async () => {
    const john = newId<UserId>('u')
    const { sanctions } = store()
    await sanctions.add(sanctionOf({ user: john, kind: 'ban' }))
    await sanctions.add(sanctionOf({ user: john, kind: 'kick', expiresAt: 9000 }))
    await sanctions.add(sanctionOf({ user: john, kind: 'kick', expiresAt: 1500 }))
    await sanctions.add(sanctionOf({ user: john, kind: 'mute' }))
    expect(await sanctions.liftUser(john, [], lifted)).toBe(0)
    expect(await sanctions.liftUser(john, ['ban', 'kick'], lifted)).toBe(2)
    expect(await sanctions.liftUser(john, ['ban', 'kick'], lifted)).toBe(0)
    expect((await sanctions.ofUser(john, 2000)).map(({ kind }) => kind)).toEqual(['mute'])
  })

  it('lists every running one, and lifts networks in any spelling', async () => {
    const { sanctions } = store()
    const network = sanctionOf({ network: '203.0.113.0/24', createdAt: 2000 })
    const user = sanctionOf({ user: newId<UserId>('u'), createdAt: 1000 })
    await sanctions.add(network)
    await sanctions.add(user)
    await sanctions.add(sanctionOf({ user: newId<UserId>('u'), expiresAt: 1999 }))
    expect(await sanctions.active(2000)).toEqual([network, user])
    expect(await sanctions.liftNetwork('203.0.113.9/24', lifted)).toBe(1)
    expect(await sanctions.liftNetwork('203.0.113.0/24', lifted)).toBe(0)
    expect(await sanctions.active(2000)).toEqual([user])
  })

  const cases: readonly (readonly [network: string, address: string, covered: boolean])[] = [
    ['203.0.113.0/24', '203.0.113.0', true],
    ['203.0.113.0/24', '203.0.113.255', true],
    ['203.0.113.0/24', '203.0.114.0', false],
    ['203.0.113.0/24', '203.0.112.255', false],
    ['203.0.113.0/24', '::ffff:203.0.113.7', true],
    ['203.0.113.7/32', '203.0.113.7', true],
    ['0.0.0.0/0', '198.51.100.1', true],
    ['0.0.0.0/0', '2001:db8::1', false],
    ['::/0', '198.51.100.1', false],
    ['::/0', '2001:db8::1', true],
    ['2001:db8::/32', '2001:db8:ffff::1', true],
    ['2001:db8::/32', '2001:db9::1', false],
    ['2001:db8::1/128', '2001:DB8:0::1', true],
    ['2001:db8::1/128', 'not an address', false],
  ]
  it('covers the addresses of a banned network, of the same family only, until it expires', async () => {
    const { sanctions } = store()
    for (const [network, address, covered] of cases) {
      const ban = sanctionOf({ network, expiresAt: 5000 })
      await sanctions.add(ban)
      const found = await sanctions.coveringAddress(address, 'ban', 4999)
      expect(found, `${network} ${address}`).toEqual(covered ? ban : null)
      expect(await sanctions.coveringAddress(address, 'ban', 5000)).toBeNull()
      expect(await sanctions.coveringAddress(address, 'kick', 4999)).toBeNull()
      await sanctions.liftNetwork(network, lifted)
    }
  })

  it('forgets a covering network once it is lifted', async () => {
    await store().sanctions.add(sanctionOf({ network: '203.0.113.0/24' }))
    await store().sanctions.liftNetwork('203.0.113.0/24', lifted)
    expect(await store().sanctions.coveringAddress('203.0.113.1', 'ban', 3000)).toBeNull()
  })

  it('appends to the audit log and lists it newest first', async () => {
    for (const action of ['user.kick', 'user.ban', 'user.unban']) await store().audit.append(entry(action))
    expect(await store().audit.list(2)).toEqual([entry('user.unban'), entry('user.ban')])
  })
}
