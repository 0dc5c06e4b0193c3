/** Hubs and clients in the states that the hub's tests begin with. */
import type { ChannelId, UserRef } from '../../src/core/types.ts'
import { Hub } from '../../src/fanout/hub.ts'
import { FakeClient, FakeLog, general, john, type FakeFlavour } from './fakes.ts'

export function newHub() {
  const watched: string[] = []
  const log = new FakeLog()
  const watch = {
    begin: (channel: ChannelId, position: number) => watched.push(`begin ${channel} ${position}`),
    forget: (channel: ChannelId) => watched.push(`forget ${channel}`),
  }
  const hub = new Hub({ log, watch })
  return { hub, watched, log }
}

/** Signed in, in general, with nothing held. */
export function seated(
  hub: Hub,
  user: UserRef,
  made: { name?: string; flavour?: FakeFlavour; position?: number } = {},
): FakeClient {
  const client = new FakeClient(
    made.name ?? `${user.name}-client`,
    made.flavour === undefined ? {} : { flavour: made.flavour },
  )
  hub.attach(client)
  hub.signIn(client, user, false)
  hub.subscribe(client, [{ channel: general, position: made.position ?? 0 }])
  hub.release(client, new Map())
  return client
}

/** In the middle of signing in: everything is held. */
export function arriving(hub: Hub): FakeClient {
  const client = new FakeClient('arriving')
  hub.attach(client)
  hub.signIn(client, john, false)
  return client
}
