/** Every fact as the lines of this door. Pure: what is shown stands in the event. */
import { withFileLines } from '../../core/uploads/words.ts'
import { reportText } from '../../core/words.ts'
import type { ChatEvent, EventOf, EventType } from '../../core/events.ts'
import type { ChannelRef, SettingChange } from '../../core/events.ts'
import type { Message, UserId } from '../../core/types.ts'
import type { Encoded, Flavour } from '../../fanout/client.ts'
import { printable, printableLines } from '../../lib/printable.ts'
import { minuteText, spanText } from '../../lib/time-text.ts'

/** Lines for all, or two wordings where the person concerned reads another one. */
type Lines = string | { readonly own: string; readonly others: string; readonly owner: UserId } | null
type Encoders = { readonly [T in EventType]: (event: EventOf<T>) => Lines }

const encoders: Encoders = {
  'message.sent': (event) => messageLines(event.channel, event.message, { before: replyMark(event) }),
  'message.relayed': ({ channel, author, kind, text, atLeast }) =>
    kind === 'tags' || atLeast === null || channel.kind === 'direct'
      ? null
      : eachLine(`[#${channel.name} ${atLeast}s] ${author.name}: `, text, { before: '', after: '' }),
  'message.reacted': ({ channel, author, reaction, added }) =>
    `* ${author.name} ${added ? 'reacted with' : 'took back'} ${printable(reaction)}${inChannel(channel)}`,
  'message.pinned': ({ channel, by, pinned }) =>
    `* ${by.name} ${pinned ? 'pinned' : 'unpinned'} a message${inChannel(channel)}`,
  'message.previewed': () => null,
  'read.marked': () => null,
  'message.edited': (event) => messageLines(event.channel, event.message, { after: ' (edited)' }),
  'message.deleted': ({ channel, message, by }) =>
    by === message.author.name
      ? `* ${by} deleted a message${inChannel(channel)}`
      : `* ${by} deleted a message of ${message.author.name}${inChannel(channel)}`,
  'channel.created': ({ channel }) => `* you made #${channel.name}`,
  'topic.changed': ({ channel, topic, by }) => topicText(channel, topic, by),
  'settings.changed': ({ channel, change, by }) => `* #${channel.name} ${settingText(change)} (by ${by})`,
  'mask.changed': ({ channel, mask, added, by }) =>
    `* #${channel.name}: ${mask.mask} ${added ? 'added to' : 'taken from'} the ${mask.list}s (by ${by})`,
  'channel.archived': ({ channel, by }) =>
    `* ${by} archived #${channel.name}: nothing more can be said in it`,
  'member.joined': ({ channel, user }) =>
    channel.kind === 'direct' ? null : `* ${user.name} joined #${channel.name}`,
  'member.arrived': () => null,
  'membership.changed': () => null,
  'channel.renamed': ({ channel, name, by, reason }) =>
    `* #${channel.name} is now called #${name} (by ${by})${because(reason)}`,
  'metadata.changed': () => null,
  'user.arrived': () => null,
  'user.departed': () => null,
  'user.renamed': ({ user, name }) => ({
    own: `* you are now called ${name}`,
    others: `* ${user.name} is now called ${name}`,
    owner: user.id,
  }),
  'user.account-changed': ({ now }) => ({
    own: `* you are signed in as ${now.account ?? now.name}`,
    others: `* ${now.name} is signed in as ${now.account ?? now.name}`,
    owner: now.id,
  }),
  'user.display-name-changed': () => null,
  'user.avatar-changed': () => null,
  'user.away-changed': () => null,
  'user.settings-changed': () => null,
  'member.left': (event) => leftText(event),
  'member.invited': ({ channel, user, by }) => ({
    own: `* ${by.name} invited you to #${channel.name}: /join #${channel.name}`,
    others: `* ${by.name} invited ${user.name} to #${channel.name}`,
    owner: user.id,
  }),
  // A voice beside a higher role changes nothing of what somebody may do.
  'member.role-changed': ({ channel, user, role, before, by }) =>
    role === before.role ? null : `* ${user.name} is now ${article(role)} of #${channel.name} (by ${by})`,
  'user.kicked': ({ user, by, until, at, reason }) =>
    concerning(user.id, (who, were) => {
      return `* ${who ?? user.name} ${were} kicked by ${by} for ${spanText(until - at)}${because(reason)}`
    }),
  'user.banned': ({ user, by, reason }) =>
    concerning(user.id, (who, were) => `* ${who ?? user.name} ${were} banned by ${by}${because(reason)}`),
  'address.banned': ({ network, by, reason }) => `* ${network} was banned by ${by}${because(reason)}`,
  'sanction.lifted': ({ subject, by }) => `* ${subject} was unbanned by ${by}`,
  'report.made': ({ report }) => `* ${printable(reportText(report))}`,
  'report.settled': ({ report, by }) =>
    `* ${by} has seen to the report of ${report.by.name} about ${report.author.name}`,
  'user.muted': ({ user, by, until, at, reason }) =>
    concerning(user.id, (who, were) => {
      const span = until === null ? '' : ` for ${spanText(until - at)}`
      return `* ${who ?? user.name} ${were} muted by ${by}${span}${because(reason)}`
    }),
  'user.unmuted': ({ user, by }) =>
    concerning(user.id, (who, were) => `* ${who ?? user.name} ${were} unmuted by ${by}`),
  'user.role-changed': ({ user, role, by }) =>
    concerning(user.id, (who) => {
      const are = who === null ? 'is' : 'are'
      const what = role === 'none' ? 'no longer an operator' : article(role)
      return `* ${who ?? user.name} ${are} now ${what} of this server (by ${by})`
    }),
  'password.changed': ({ by, user }) =>
    by === user.name
      ? '* your password was changed; every other client of yours is signed out'
      : `* your password was changed by ${by}: sign in again with the new one`,
  'wallops.said': () => null,
  'token.revoked': () => null,
  'webhook.changed': () => null,
  'user.notifications-changed': () => null,
  'push.tested': () => null,
  'announcement.made': ({ text, by }) => `* announcement by ${by}: ${printable(text)}`,
  'shutdown.warned': ({ seconds, reason }) =>
    `* the server shuts down in ${spanText(seconds * 1000)}${because(reason)}`,
  'shutdown.cancelled': ({ by }) => `* the shutdown was cancelled by ${by}`,
  'shutdown.started': ({ reason }) => `* the server is shutting down now${because(reason)}`,
}

/** One for the door: its clients share what is encoded. */
export class PlainFlavour implements Flavour {
  readonly #fileOrigin: () => string

  /** `fileOrigin`: where files are found, as `https://chat.example.org`. */
  constructor(fileOrigin: () => string) {
    this.#fileOrigin = fileOrigin
  }

  encode(event: ChatEvent): Encoded {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the table's rows and the value's tag belong together, which the compiler cannot follow
    const encode = encoders[event.type] as (event: ChatEvent) => Lines
    const lines = encode(this.#spelledOut(event))
    if (lines === null) return null
    if (typeof lines === 'string') return toBytes(lines)
    return { own: toBytes(lines.own), others: toBytes(lines.others), owner: lines.owner }
  }

  /** A message as history shows it: with its time. */
  past(channel: ChannelRef, message: Message, reader: UserId): string {
    return pastLines(channel, this.#withFiles(message), reader)
  }

  #spelledOut(event: ChatEvent): ChatEvent {
    if (event.type !== 'message.sent' && event.type !== 'message.edited') return event
    const message = this.#withFiles(event.message)
    return message === event.message ? event : { ...event, message }
  }

  #withFiles(message: Message): Message {
    return message.uploads.length === 0 ? message : withFileLines(message, this.#fileOrigin())
  }
}

function topicText(channel: ChannelRef, topic: string, by: string): string {
  return topic === ''
    ? `* ${by} cleared the topic of #${channel.name}`
    : `* topic of #${channel.name}: ${printable(topic)} (by ${by})`
}

export function toBytes(lines: string): Buffer {
  return Buffer.from(`${lines}\n`)
}

interface Around {
  readonly before?: string
  readonly after?: string
}

/** A message as it arrives; a private one reads differently to the one who wrote it. */
function messageLines(channel: ChannelRef, message: Message, around: Around = {}): Lines {
  if (message.kind === 'topic') return topicText(channel, message.text, message.author.name)
  if (message.kind === 'tags') return null
  if (channel.between === null) return withPrefix(`[#${channel.name}]`, message, around)
  const [first, second] = channel.between
  const other = first.id === message.author.id ? second : first
  return {
    own: ownDirectLines(other.name, message, around),
    others: withPrefix('[pm]', message, around),
    owner: message.author.id,
  }
}

function pastLines(channel: ChannelRef, message: Message, reader: UserId): string {
  const lines = messageLines(channel, message, message.editedAt === null ? {} : { after: ' (edited)' })
  const mine =
    lines !== null && typeof lines !== 'string'
      ? lines.owner === reader
        ? lines.own
        : lines.others
      : (lines ?? '')
  const time = minuteText(message.sentAt)
  return mine
    .split('\n')
    .map((line) => `${time} ${line}`)
    .join('\n')
}

function withPrefix(prefix: string, message: Message, { before = '', after = '' }: Around): string {
  const { name } = message.author
  const lead = message.kind === 'action' ? `${prefix} * ${name} ` : `${prefix} ${name}: `
  return eachLine(lead, message.text, { before, after })
}

function ownDirectLines(other: string, message: Message, { before = '', after = '' }: Around): string {
  const lead = message.kind === 'action' ? `[pm -> ${other}] * ${message.author.name} ` : `[pm -> ${other}] `
  return eachLine(lead, message.text, { before, after })
}

function eachLine(lead: string, text: string, { before, after }: { before: string; after: string }): string {
  const lines = printableLines(text)
  if (lines.length === 1) return lead + before + lines[0] + after
  return lines
    .map(
      (line, index) => lead + (index === 0 ? before : '') + line + (index === lines.length - 1 ? after : ''),
    )
    .join('\n')
}

const shownOfReply = 40

function replyMark({ inReplyTo }: EventOf<'message.sent'>): string {
  if (inReplyTo === null) return ''
  const text = printable(inReplyTo.text)
  const shown = text.length > shownOfReply ? `${[...text].slice(0, shownOfReply).join('')}…` : text
  return `(re ${inReplyTo.author}: ${shown}) `
}

function leftText({ channel, user, removedBy, reason, until }: EventOf<'member.left'>): string {
  if (removedBy === null) return `* ${user.name} left #${channel.name}${because(reason)}`
  const back = until === null ? '' : `, not back before ${minuteText(until)} UTC`
  return `* ${user.name} was removed from #${channel.name} by ${removedBy}${back}${because(reason)}`
}

const settingTexts: { readonly [S in SettingChange['setting']]: (value: SettingChange['value']) => string } =
  {
    moderated: (on) =>
      on === true ? 'is now moderated: only those with a voice may write' : 'is no longer moderated',
    inviteOnly: (on) => (on === true ? 'is now by invitation' : 'is no longer by invitation'),
    membersOnly: (on) => (on === true ? 'takes messages from members only' : 'takes messages from outside'),
    topicLocked: (on) => (on === true ? 'has its topic locked' : 'lets every member set the topic'),
    accountsOnly: (on) => (on === true ? 'takes only people with an account' : 'takes guests again'),
    accountsSpeak: (on) =>
      on === true ? 'takes words only from people with an account' : 'takes words from guests again',
    noPreviews: (on) => (on === true ? 'shows no previews of links' : 'shows previews of links again'),
    noCtcp: (on) => (on === true ? 'takes no CTCP' : 'takes CTCP again'),
    secret: (on) => (on === true ? 'is now secret' : 'is no longer secret'),
    key: (key) => (key === null ? 'needs no key any more' : 'now needs a key'),
    userLimit: (limit) =>
      limit === null ? 'takes any number of members' : `now takes at most ${String(limit)} members`,
  }

function settingText(change: SettingChange): string {
  return settingTexts[change.setting](change.value)
}

function concerning(owner: UserId, word: (who: 'you' | null, were: 'were' | 'was') => string): Lines {
  return { own: word('you', 'were'), others: word(null, 'was'), owner }
}

function because(reason: string | null): string {
  return reason === null ? '' : `: ${printable(reason)}`
}

function inChannel(channel: ChannelRef): string {
  return channel.kind === 'direct' ? ' in your conversation' : ` in #${channel.name}`
}

function article(role: string): string {
  return /^[aeo]/.test(role) ? `an ${role}` : `a ${role}`
}
