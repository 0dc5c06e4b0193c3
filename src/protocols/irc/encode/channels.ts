/** Facts about channels and who is in them, as lines. */
import type { ChannelRef, EventOf } from '../../../core/events.ts'
import type { Message, Person } from '../../../core/types.ts'
import { minuteText } from '../../../lib/time-text.ts'
import type { Encode } from '../encode.ts'
import type { IrcFlavour, Lines } from '../flavour.ts'
import { sourceOf, type IrcLine } from '../line.ts'
import { maskLetter, maskWritten, settingMode } from '../modes.ts'
import { lettersOf } from '../prefixes.ts'
import { tagsFor } from './tags.ts'

type ChannelEvents =
  | 'channel.created'
  | 'channel.archived'
  | 'channel.renamed'
  | 'topic.changed'
  | 'settings.changed'
  | 'mask.changed'
  | 'member.joined'
  | 'member.arrived'
  | 'member.left'
  | 'member.invited'
  | 'member.role-changed'
  | 'membership.changed'
  | 'metadata.changed'

export const channelEncoders: { readonly [T in ChannelEvents]: Encode<T> } = {
  'channel.created': () => null,
  'channel.archived': (event, flavour) => [
    notice(event, flavour, `${event.by} archived this channel: nothing more can be said in it`),
  ],
  'channel.renamed': renamedLines,
  'topic.changed': (event, flavour) => [topicLine(event.channel, event.message, flavour)],
  'settings.changed': (event, flavour) => modeLine(event, flavour, settingMode(event.change)),
  'mask.changed': (event, flavour) => {
    const { mask, added } = event
    return modeLine(event, flavour, [`${added ? '+' : '-'}${maskLetter(mask.list)}`, maskWritten(mask)])
  },
  'member.joined': (event, flavour) =>
    event.present || flavour.facts.alwaysOn ? joinLines(event, flavour) : null,
  'member.arrived': (event, flavour) => (flavour.facts.alwaysOn ? null : joinLines(event, flavour)),
  'member.left': leftLines,
  'member.invited': invitedLines,
  'membership.changed': () => null,
  'member.role-changed': (event, flavour) => modeLine(event, flavour, roleModes(event)),
  // Written one by one: who is told depends on what each has subscribed to.
  'metadata.changed': () => null,
}

/** As it happened, and as history has it. */
export function topicLine(channel: ChannelRef, message: Message, flavour: IrcFlavour): IrcLine {
  const { author, sentAt: at, id, text } = message
  return {
    tags: tagsFor(flavour, { at, author, id }),
    source: sourceOf(author),
    command: 'TOPIC',
    params: [`#${channel.name}`, text],
  }
}

/** Who did it, with the tags of the moment. */
function by(event: { at: number; by?: unknown; origin?: { person: Person | null } }, flavour: IrcFlavour) {
  const person = event.origin?.person ?? null
  const source = person === null ? flavour.facts.serverName : sourceOf(person)
  return { tags: tagsFor(flavour, { at: event.at, author: person }), source }
}

function modeLine(
  event: { at: number; channel: ChannelRef; origin?: { person: Person | null } },
  flavour: IrcFlavour,
  modes: readonly string[],
): Lines {
  if (modes.length === 0) return null
  return [{ ...by(event, flavour), command: 'MODE', params: [`#${event.channel.name}`, ...modes] }]
}

type Joining = EventOf<'member.joined'> | EventOf<'member.arrived'>

/** Whoever is seen to come in comes with their role and their absence, since nothing tells them later. */
function joinLines(event: Joining, flavour: IrcFlavour): Lines {
  const { channel, user, displayName, awayText, role, at } = event
  if (channel.kind === 'direct') return null
  const name = `#${channel.name}`
  const tags = tagsFor(flavour, { at, author: user })
  const source = sourceOf(user)
  const params = flavour.has('extended-join') ? [name, user.account ?? '*', displayName ?? user.name] : [name]
  const join: IrcLine = { tags, source, command: 'JOIN', params }
  const others = [join]
  const letters = lettersOf({ role, voiced: event.type === 'member.arrived' && event.voiced })
  const { serverName } = flavour.facts
  if (letters.length > 0) {
    const params = [name, `+${letters.join('')}`, ...letters.map(() => user.name)]
    others.push({ tags: tagsFor(flavour, { at }), source: serverName, command: 'MODE', params })
  }
  if (awayText !== null && flavour.has('away-notify'))
    others.push({ tags, source, command: 'AWAY', params: [awayText] })
  return { own: [join], others, owner: user.id }
}

function leftLines(event: EventOf<'member.left'>, flavour: IrcFlavour): Lines {
  const { channel, user, removedBy, reason, until, at, gone } = event
  if (gone || channel.kind === 'direct') return null
  const name = `#${channel.name}`
  if (removedBy === null) {
    const tags = tagsFor(flavour, { at, author: user })
    return [
      { tags, source: sourceOf(user), command: 'PART', params: reason === null ? [name] : [name, reason] },
    ]
  }
  const back = until === null ? '' : ` (not back before ${minuteText(until)} UTC)`
  return [
    { ...by(event, flavour), command: 'KICK', params: [name, user.name, `${reason ?? removedBy}${back}`] },
  ]
}

/** The one invited is told by INVITE; members who have asked for it too. */
function invitedLines(event: EventOf<'member.invited'>, flavour: IrcFlavour): Lines {
  const line: IrcLine = {
    ...by(event, flavour),
    command: 'INVITE',
    params: [event.user.name, `#${event.channel.name}`],
  }
  return { own: [line], others: flavour.has('invite-notify') ? [line] : [], owner: event.user.id }
}

function roleModes(event: EventOf<'member.role-changed'>): readonly string[] {
  const { user, before } = event
  const had = lettersOf(before)
  const has = lettersOf(event)
  const off = had.filter((letter) => !has.includes(letter))
  const on = has.filter((letter) => !had.includes(letter))
  const letters = (off.length === 0 ? '' : `-${off.join('')}`) + (on.length === 0 ? '' : `+${on.join('')}`)
  return letters === '' ? [] : [letters, ...[...off, ...on].map(() => user.name)]
}

/** Clients that know no RENAME are shown their own way out and in again, by the client itself: it differs for each. */
function renamedLines(event: EventOf<'channel.renamed'>, flavour: IrcFlavour): Lines {
  if (!flavour.has('draft/channel-rename')) return null
  const [from, to] = [`#${event.channel.name}`, `#${event.name}`]
  return [{ ...by(event, flavour), command: 'RENAME', params: [from, to, event.reason ?? ''] }]
}

function notice(event: { at: number; channel: ChannelRef }, flavour: IrcFlavour, text: string): IrcLine {
  const { serverName } = flavour.facts
  return {
    tags: tagsFor(flavour, { at: event.at }),
    source: serverName,
    command: 'NOTICE',
    params: [`#${event.channel.name}`, text],
  }
}
