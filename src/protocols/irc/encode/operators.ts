/** What operators do and what the server says of itself, as lines. */
import { reportText } from '../../../core/words.ts'
import type { EventOf, EventType } from '../../../core/events.ts'
import { spanText } from '../../../lib/time-text.ts'
import type { Encode } from '../encode.ts'
import type { IrcFlavour, Lines } from '../flavour.ts'
import { sourceOf, type IrcLine } from '../line.ts'
import { tagsFor } from './tags.ts'

type OperatorEvents =
  | 'user.kicked'
  | 'user.banned'
  | 'address.banned'
  | 'sanction.lifted'
  | 'report.made'
  | 'report.settled'
  | 'user.muted'
  | 'user.unmuted'
  | 'user.role-changed'
  | 'password.changed'
  | 'token.revoked'
  | 'webhook.changed'
  | 'user.notifications-changed'
  | 'push.tested'
  | 'announcement.made'
  | 'wallops.said'
  | 'shutdown.warned'
  | 'shutdown.cancelled'
  | 'shutdown.started'

export const operatorEncoders: { readonly [T in OperatorEvents]: Encode<T> } = {
  'user.kicked': ({ user, by, until, at, reason }, flavour) => {
    const what = `kicked by ${by} for ${spanText(until - at)}${because(reason)}`
    return concerning(user, flavour, { own: `You were ${what}`, others: `${user.name} was ${what}`, at })
  },
  'user.banned': ({ user, by, at, reason }, flavour) => {
    const what = `banned by ${by}${because(reason)}`
    return concerning(user, flavour, { own: `You were ${what}`, others: `${user.name} was ${what}`, at })
  },
  'address.banned': (event, flavour) =>
    told(event, flavour, `${event.network} was banned by ${event.by}${because(event.reason)}`),
  'sanction.lifted': (event, flavour) => told(event, flavour, `${event.subject} was unbanned by ${event.by}`),
  'report.made': (event, flavour) => told(event, flavour, reportText(event.report)),
  'report.settled': (event, flavour) =>
    told(
      event,
      flavour,
      `${event.by} has seen to the report of ${event.report.by.name} about ${event.report.author.name}`,
    ),
  'user.muted': ({ user, by, until, at, reason }, flavour) => {
    const span = until === null ? '' : ` for ${spanText(until - at)}`
    const what = `muted by ${by}${span}${because(reason)}`
    return concerning(user, flavour, { own: `You were ${what}`, others: `${user.name} was ${what}`, at })
  },
  'user.unmuted': ({ user, by, at }, flavour) =>
    concerning(user, flavour, {
      own: `You were unmuted by ${by}`,
      others: `${user.name} was unmuted by ${by}`,
      at,
    }),
  'user.role-changed': ({ user, role, by, at }, flavour) => {
    const what = role === 'none' ? 'no longer an operator of this server' : `now ${role} of this server`
    return concerning(user, flavour, {
      own: `You are ${what} (by ${by})`,
      others: `${user.name} is ${what} (by ${by})`,
      at,
    })
  },
  'password.changed': (event, flavour) =>
    told(
      event,
      flavour,
      event.by === event.user.name
        ? 'Your password was changed; every other client of yours is signed out'
        : `Your password was changed by ${event.by}: sign in again with the new one`,
    ),
  // Nobody comes to this door by a token.
  'token.revoked': () => null,
  'webhook.changed': () => null,
  'user.notifications-changed': () => null,
  'push.tested': () => null,
  'announcement.made': (event, flavour) => told(event, flavour, `Announcement by ${event.by}: ${event.text}`),
  'wallops.said': ({ text, by, origin, at }, flavour) => {
    const person = origin?.person ?? null
    const source = person === null ? by : sourceOf(person)
    return [{ tags: tagsFor(flavour, { at, author: person }), source, command: 'WALLOPS', params: [text] }]
  },
  'shutdown.warned': (event, flavour) =>
    told(
      event,
      flavour,
      `The server shuts down in ${spanText(event.seconds * 1000)}${because(event.reason)}`,
    ),
  'shutdown.cancelled': (event, flavour) => told(event, flavour, `The shutdown was cancelled by ${event.by}`),
  'shutdown.started': (event, flavour) =>
    told(event, flavour, `The server is shutting down now${because(event.reason)}`),
}

/** To all whom it is for, whatever their nick: `*` stands for it. */
function noticeLine(text: string, at: number, flavour: IrcFlavour): IrcLine {
  return {
    tags: tagsFor(flavour, { at }),
    source: flavour.facts.serverName,
    command: 'NOTICE',
    params: ['*', text],
  }
}

function told(event: EventOf<EventType>, flavour: IrcFlavour, text: string): Lines {
  return [noticeLine(text, event.at, flavour)]
}

function concerning(
  user: { readonly id: string },
  flavour: IrcFlavour,
  { own, others, at }: { own: string; others: string; at: number },
): Lines {
  return { own: [noticeLine(own, at, flavour)], others: [noticeLine(others, at, flavour)], owner: user.id }
}

function because(reason: string | null): string {
  return reason === null ? '' : `: ${reason}`
}
