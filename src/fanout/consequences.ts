/** What an event does to the clients of this node once they have been told of it. */
import type { ChatEvent, EventOf, EventType } from '../core/events.ts'
import type { UserId } from '../core/types.ts'
import { networkContains, parseNetwork } from '../lib/network.ts'
import type { Client, CloseReason } from './client.ts'

/** The clients of this node, as consequences reach them. */
export interface Reach {
  everyone(): Iterable<Client>
  ofUser(user: UserId): Iterable<Client>
  /** Tells a client of the event if it has not been told, and ends it. */
  close(client: Client, event: ChatEvent, reason: CloseReason): void
}

/** Written as a method, whose parameter the compiler lets stand for the whole union where the table is used. */
type Consequence<T extends EventType> = { apply(event: EventOf<T>, reach: Reach): void }['apply']
type Consequences = { readonly [T in EventType]: Consequence<T> | null }

const consequences: Consequences = {
  'message.sent': null,
  'message.relayed': null,
  'message.reacted': null,
  'message.pinned': null,
  'message.previewed': null,
  'message.edited': null,
  'message.deleted': null,
  'channel.created': null,
  'topic.changed': null,
  'settings.changed': null,
  'mask.changed': null,
  'channel.archived': null,
  'member.joined': null,
  'member.arrived': null,
  'member.left': null,
  'member.invited': null,
  'member.role-changed': null,
  'membership.changed': null,
  'user.arrived': null,
  'user.departed': null,
  'user.renamed': ({ user, name }, reach) => {
    for (const client of reach.ofUser(user.id)) client.user = { id: user.id, name }
  },
  'user.account-changed': null,
  'user.display-name-changed': null,
  'user.avatar-changed': null,
  'user.away-changed': null,
  'user.settings-changed': null,
  'user.notifications-changed': null,
  'push.tested': null,
  'read.marked': null,
  'channel.renamed': null,
  'metadata.changed': null,
  'user.kicked': (event, reach) => closeAll(reach, event, { of: event.user.id, reason: 'kicked' }),
  'user.banned': (event, reach) => closeAll(reach, event, { of: event.user.id, reason: 'banned' }),
  'address.banned': closeAddresses,
  'sanction.lifted': null,
  'report.made': null,
  'report.settled': null,
  'user.muted': null,
  'user.unmuted': null,
  'user.role-changed': (event, reach) => {
    for (const client of reach.ofUser(event.user.id)) client.operator = event.role !== 'none'
  },
  'password.changed': (event, reach) => {
    for (const client of reach.ofUser(event.user.id)) {
      if (!staysSignedIn(client, event)) reach.close(client, event, 'password-changed')
    }
  },
  'token.revoked': (event, reach) => {
    for (const client of reach.ofUser(event.user.id)) {
      if (client.token != null && event.tokens.includes(client.token))
        reach.close(client, event, 'signed-out')
    }
  },
  'webhook.changed': null,
  'announcement.made': null,
  'wallops.said': null,
  'shutdown.warned': null,
  'shutdown.cancelled': null,
  'shutdown.started': (event, reach) => {
    for (const client of reach.everyone()) {
      if (!isConsole(client)) reach.close(client, event, 'shutting-down')
    }
  },
}

export function applyConsequences(event: ChatEvent, reach: Reach): void {
  const consequence: Consequence<EventType> | null = consequences[event.type]
  consequence?.(event, reach)
}

function staysSignedIn(client: Client, { keep, keepToken }: EventOf<'password.changed'>): boolean {
  return client.id === keep || (client.token != null && client.token === keepToken)
}

function closeAll(reach: Reach, event: ChatEvent, whom: { of: UserId; reason: CloseReason }): void {
  for (const client of reach.ofUser(whom.of)) reach.close(client, event, whom.reason)
}

function closeAddresses(event: EventOf<'address.banned'>, reach: Reach): void {
  const network = parseNetwork(event.network)
  if (network === null) return
  for (const client of reach.everyone()) {
    if (!isConsole(client) && networkContains(network, client.address)) reach.close(client, event, 'banned')
  }
}

/** A console acts with an operator's power and is nobody's user. */
export function isConsole(client: Client): boolean {
  return client.user === null && client.operator
}
