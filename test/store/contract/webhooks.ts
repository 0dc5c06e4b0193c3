/** The contract of webhooks. */
import { expect, it } from 'vitest'
import type { NewIncomingWebhook, NewOutgoingWebhook, SignInProof } from '../../../src/core/store-port.ts'
import type { Channel, User, UserId, WebhookId } from '../../../src/core/types.ts'
import type { OpenStore } from '../../../src/store/open-store.ts'
import { addChannel, addUser, newId, refusalOf, say } from '../support.ts'

const byPassword: SignInProof = { token: null, passwordChanges: 0 }

function newIncoming(channel: Channel, owner: User, name: string): NewIncomingWebhook {
  const bot = { id: newId<UserId>('u'), name, userhost: `${name}@${name}.bot`, createdAt: 5 }
  return {
    id: newId<WebhookId>('w'),
    channel: channel.id,
    bot: { ...bot, owner: owner.id, limit: 9 },
    digest: `digest of ${name}`,
    createdAt: 5,
    limit: 2,
  }
}

function newOutgoing(channel: Channel, { id: user, name }: User): NewOutgoingWebhook {
  const id = newId<WebhookId>('w')
  const given = { url: 'https://x.org/', secret: `secret of ${id}`, createdAt: 5, limit: 2 }
  return {
    id,
    channel: channel.id,
    events: ['message.sent', 'message.deleted'],
    by: { id: user, name },
    ...given,
  }
}

export function webhooksContract(store: () => OpenStore): void {
  it('makes an address with its bot, who is a member of the channel, and finds both', async () => {
    const john = await addUser(store(), 'john')
    const general = await addChannel(store(), 'general')
    const made = newIncoming(general, john, 'ci')
    const { bot, channel } = await store().webhooks.createIncoming(made, byPassword)
    expect([bot.kind, bot.owner, channel.id]).toEqual(['bot', john.id, general.id])
    const { id, createdAt } = made
    const webhook = {
      ...{ id, channel: general.id, createdAt },
      ...{ bot: { id: bot.id, name: 'ci' }, by: { id: john.id, name: 'john' } },
    }
    expect(await store().webhooks.incomingByDigest('digest of ci')).toEqual({ webhook, bot })
    expect(await store().webhooks.incomingByDigest('another')).toBeNull()
    expect(await store().webhooks.incomingById(id)).toEqual(webhook)
    expect(await store().webhooks.incomingOf(general.id)).toEqual([webhook])
    expect((await store().memberships.ofChannel(general.id)).map(({ user }) => user.name)).toEqual(['ci'])
    await store().bots.remove(bot.id)
    expect(await store().webhooks.incomingById(id)).toBeNull()
  })

  it('makes no more than the limit, none in an archived channel, and nothing by halves', async () => {
    const john = await addUser(store(), 'john')
    const [general, old] = [await addChannel(store(), 'general'), await addChannel(store(), 'old')]
    await store().channels.archive(old.id, 9)
    const create = (channel: Channel, name: string) =>
      refusalOf(store().webhooks.createIncoming(newIncoming(channel, john, name), byPassword))
    const refusals = await Promise.all(['a', 'b', 'c', 'd'].map((name) => create(general, name)))
    expect(refusals.toSorted()).toEqual([
      'not refused',
      'not refused',
      'too-many-entries',
      'too-many-entries',
    ])
    expect(await create(old, 'e')).toBe('channel-archived')
    expect(await create(general, 'john')).toBe('too-many-entries')
    expect(await store().bots.ofOwner(john.id)).toHaveLength(2)
  })

  it('tells an address from the newest position on, and keeps how far it has been told', async () => {
    const john = await addUser(store(), 'john')
    const general = await addChannel(store(), 'general')
    await say(store(), general, john, 'before')
    const { webhooks } = store()
    const given = newOutgoing(general, john)
    const made = await webhooks.createOutgoing(given, byPassword)
    const { id, url, events } = given
    expect(made).toEqual({
      ...{ id, url, events, channel: general.id, createdAt: 5 },
      ...{ by: { id: john.id, name: 'john' }, position: 1, failingSince: null, stoppedAt: null },
    })
    expect(await webhooks.deliverable(general.id)).toEqual([{ webhook: made, secret: given.secret }])
    expect(await webhooks.setFailing(id, 10)).toBe(10)
    expect(await webhooks.setFailing(id, 20)).toBe(10)
    expect(await webhooks.outgoingById(id)).toMatchObject({ failingSince: 10, position: 1 })
    expect(await webhooks.setDelivered(id, 7)).toBe(true)
    expect(await webhooks.outgoingOf(general.id)).toEqual([{ ...made, position: 7 }])
    await webhooks.setStopped(id, 30)
    expect(await webhooks.outgoingById(id)).toMatchObject({ stoppedAt: 30 })
    expect(await webhooks.deliverable(null)).toEqual([])
    expect([await webhooks.removeOutgoing(id), await webhooks.removeOutgoing(id)]).toEqual([true, false])
    expect([await webhooks.setDelivered(id, 8), await webhooks.setFailing(id, 8)]).toEqual([false, null])
  })

  it('makes no more of these either, and none for whoever is signed in no more', async () => {
    const john = await addUser(store(), 'john')
    const general = await addChannel(store(), 'general')
    const create = (proof = byPassword) =>
      refusalOf(store().webhooks.createOutgoing(newOutgoing(general, john), proof))
    expect(await create({ token: null, passwordChanges: 1 })).toBe('not-signed-in')
    const refusals = await Promise.all([create(), create(), create()])
    expect(refusals.toSorted()).toEqual(['not refused', 'not refused', 'too-many-entries'])
  })
}
