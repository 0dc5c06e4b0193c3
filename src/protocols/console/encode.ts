/** Facts → one line each for operators: above the prompt of the server's terminal, and as JSON on the local socket. */
import { reportText } from '../../core/words.ts'
import type { ChatEvent, EventOf, EventType } from '../../core/events.ts'
import type { Flavour } from '../../fanout/client.ts'
import { printable } from '../../lib/printable.ts'
import { because, secondsText } from './span.ts'

type Lines = { readonly [T in EventType]: ((event: EventOf<T>) => string) | null }

/** What people say and do in channels is not for operators: only what concerns the whole server is. */
const lines: Lines = {
  'message.sent': null,
  'wallops.said': null,
  'message.relayed': null,
  'message.reacted': null,
  'message.pinned': null,
  'message.previewed': null,
  'read.marked': null,
  'message.edited': null,
  'message.deleted': null,
  'channel.created': ({ channel, by }) => `#${channel.name} was created by ${by.name}`,
  'topic.changed': null,
  'settings.changed': null,
  'mask.changed': null,
  'channel.archived': ({ channel, by }) => `#${channel.name} was archived by ${by}`,
  'member.joined': null,
  'member.arrived': null,
  'channel.renamed': null,
  'metadata.changed': null,
  'user.arrived': null,
  'user.departed': null,
  'user.renamed': null,
  'user.account-changed': null,
  'user.display-name-changed': null,
  'user.avatar-changed': null,
  'user.away-changed': null,
  'user.settings-changed': null,
  'member.left': null,
  'member.invited': null,
  'member.role-changed': null,
  'membership.changed': null,
  'user.kicked': (event) =>
    `${event.user.name} was kicked by ${event.by} for ${lasting(event)}${because(event.reason)}`,
  'user.banned': ({ user, by, reason }) => `${user.name} was banned by ${by}${because(reason)}`,
  'address.banned': ({ network, by, reason }) => `${network} was banned by ${by}${because(reason)}`,
  'sanction.lifted': ({ subject, by }) => `${subject} was let back in by ${by}`,
  'report.made': ({ report }) => reportText(report),
  'report.settled': ({ report, by }) =>
    `${by} has seen to the report of ${report.by.name} about ${report.author.name}`,
  'user.muted': ({ until, ...event }) => {
    const time = until === null ? '' : ` for ${lasting({ at: event.at, until })}`
    return `${event.user.name} was muted by ${event.by}${time}${because(event.reason)}`
  },
  'user.unmuted': ({ user, by }) => `${user.name} was unmuted by ${by}`,
  'user.role-changed': ({ user, role, by }) =>
    role === 'none'
      ? `${user.name} lost their role, by ${by}`
      : `${user.name} was made ${role === 'admin' ? 'an admin' : 'a moderator'} by ${by}`,
  'password.changed': ({ user, by }) => `the password of ${user.name} was changed by ${by}`,
  'token.revoked': null,
  'webhook.changed': null,
  'user.notifications-changed': null,
  'push.tested': null,
  'announcement.made': ({ text, by }) => `announcement by ${by}: ${text}`,
  'shutdown.warned': ({ seconds, reason }) =>
    `the server shuts down in ${secondsText(seconds)}${because(reason)}`,
  'shutdown.cancelled': ({ by }) => `the shutdown was called off by ${by}`,
  'shutdown.started': ({ reason }) => `the server is shutting down now${because(reason)}`,
}

/** Without its line end; `null`: not shown. */
export function eventLine(event: ChatEvent): string | null {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the table has the event's own row under its type
  const line = lines[event.type] as ((event: ChatEvent) => string) | null
  return line === null ? null : `* ${printable(line(event))}`
}

export const terminalFlavour: Flavour = { encode: (event) => bytesOf(event, (line) => line) }
export const socketFlavour: Flavour = {
  encode: (event) => bytesOf(event, (line) => JSON.stringify({ event: line })),
}

function bytesOf(event: ChatEvent, form: (line: string) => string): Buffer | null {
  const line = eventLine(event)
  return line === null ? null : Buffer.from(`${form(line)}\n`)
}

function lasting({ at, until }: { readonly at: number; readonly until: number }): string {
  return secondsText(Math.round((until - at) / 1000))
}
