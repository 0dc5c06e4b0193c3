/** What a person does at the IRC door for each deed. */
import type { ChannelRole } from '../../../src/core/types.ts'
import type { Deed, DeedName, DeedOf } from './deeds.ts'
import { enterAsGuest, register, signIn } from './irc-entering.ts'
import type { IrcLine } from './irc-line.ts'
import { maskLetters, roleLetters, rolePrefixes, settingLetters } from './irc-modes.ts'

/** What a deed is done with. */
export interface Hand {
  /** The name to ask for. */
  readonly name: string
  /** Whether the server has let this person in. */
  readonly welcomed: boolean
  /** Sends lines and a fence after them; answers what came in between. */
  sends(...lines: readonly string[]): Promise<readonly IrcLine[]>
  /** The same, where some of what comes back is no news. */
  quietly(isNoNews: (line: IrcLine) => boolean, ...lines: readonly string[]): Promise<readonly IrcLine[]>
  /** Done by the same user's second client, at another door: for what IRC has no words for. Answers whether it was. */
  elsewhere(deed: Deed): Promise<boolean>
  /** The identifier of the newest message of this person in the channel that is not taken back. */
  lastOwn(channel: string): string | null
  /** The identifier of the newest message of that text; `null`: none was shown. */
  idOf(channel: string, text: string): string | null
  /** Who wrote privately last, and the message's identifier. */
  lastPrivate(): { readonly from: string; readonly id: string } | null
}

type Doing = { readonly [D in DeedName]: (deed: DeedOf<D>, hand: Hand) => Promise<unknown> }

/** A text that a line may not be long enough for. */
const longText = 350

export const ircDeeds: Doing = {
  register,
  'sign-in': signIn,
  'sign-in-by-token': elsewhere,
  'enter-as-guest': enterAsGuest,
  quit: (_, hand) => hand.sends('QUIT'),
  'change-password': ({ current, password }, hand) =>
    hand.sends(`PRIVMSG NickServ :PASSWD ${current} ${password}`),
  'go-away': ({ text }, hand) => hand.sends(text === null ? 'AWAY' : `AWAY :${text}`),
  'take-display-name': ({ text }, hand) => hand.sends(`SETNAME :${text}`),
  'take-name': ({ name }, hand) => hand.sends(`NICK ${name}`),
  say: ({ channel, text }, hand) => hand.sends(...saying(channel ?? '', text)),
  act: ({ channel, text }, hand) => hand.sends(...saying(channel ?? '', `\u0001ACTION ${text}\u0001`)),
  'write-privately': ({ to, text }, hand) => hand.sends(...saying(to, text)),
  // Nobody has written: the client has no name to put there.
  reply: ({ text }, hand) => {
    const last = hand.lastPrivate()
    return hand.sends(last === null ? 'PRIVMSG' : `@+draft/reply=${last.id} PRIVMSG ${last.from} :${text}`)
  },
  edit: elsewhere,
  delete: async (deed, hand) => {
    const id = hand.lastOwn(deed.channel ?? '')
    if (id === null) return hand.elsewhere(deed)
    return hand.sends(`REDACT ${deed.channel ?? ''} ${id}`)
  },
  'delete-private': ({ to }, hand) => hand.sends(`REDACT ${to} ${hand.lastOwn(to) ?? ''}`),
  'say-marked': elsewhere,
  answer: async (deed, hand) => {
    const id = hand.idOf(deed.channel, deed.original)
    if (id === null) return hand.elsewhere(deed)
    return hand.sends(`@+draft/reply=${id} PRIVMSG ${deed.channel} :${deed.text}`)
  },
  react: (deed, hand) => tagged('+draft/react', deed, hand),
  unreact: (deed, hand) => tagged('+draft/unreact', deed, hand),
  pin: elsewhere,
  unpin: elsewhere,
  'set-level': elsewhere,
  create,
  join: ({ channel, key }, hand) => hand.sends(key === null ? `JOIN ${channel}` : `JOIN ${channel} ${key}`),
  leave: ({ channel }, hand) => hand.sends(`PART ${channel}`),
  invite: ({ channel, user }, hand) => hand.sends(`INVITE ${user} ${channel}`),
  // IRC's KICK knows no time.
  remove: async (deed, hand) => {
    const { channel, user, seconds, reason } = deed
    if (seconds !== null) return hand.elsewhere(deed)
    return hand.sends(`KICK ${channel} ${user}${reason === null ? '' : ` :${reason}`}`)
  },
  'set-role': setRole,
  'set-topic': ({ channel, text }, hand) => hand.sends(`TOPIC ${channel} :${text}`),
  set: ({ channel, setting, value }, hand) => hand.sends(`MODE ${channel} ${modes(setting, value)}`),
  archive: elsewhere,
  kick: async (deed, hand) => {
    const { user, seconds, reason } = deed
    if (seconds !== null) return hand.elsewhere(deed)
    return hand.sends(`KILL ${user}${reason === null ? '' : ` :${reason}`}`)
  },
  ban: elsewhere,
  unban: elsewhere,
  mute: elsewhere,
  unmute: elsewhere,
  announce: elsewhere,
  'revoke-token': elsewhere,
  'revoke-other-tokens': elsewhere,
}

function elsewhere(deed: Deed, hand: Hand): Promise<boolean> {
  return hand.elsewhere(deed)
}

/** A message that this client was not shown it cannot point at. */
function tagged(tag: string, deed: DeedOf<'react' | 'unreact'>, hand: Hand): Promise<unknown> {
  const id = hand.idOf(deed.channel, deed.text)
  if (id === null) return hand.elsewhere(deed)
  return hand.sends(`@${tag}=${deed.reaction};+draft/reply=${id} TAGMSG ${deed.channel}`)
}

/** One line, or where it would not fit a batch of `draft/multiline`. */
function saying(target: string, text: string): readonly string[] {
  if (Buffer.byteLength(text) <= longText && !text.includes('\n')) return [`PRIVMSG ${target} :${text}`]
  const lines = text.split('\n').flatMap((line) => {
    const pieces = line.match(/.{1,300}/gsu) ?? ['']
    return pieces.map((piece, index) => {
      const tags = index === 0 ? 'batch=1' : 'batch=1;draft/multiline-concat'
      return `@${tags} PRIVMSG ${target} :${piece}`
    })
  })
  return [`BATCH +1 draft/multiline ${target}`, ...lines, 'BATCH -1']
}

/** JOIN makes a public channel, and whoever made it may take it for their own; a private one IRC cannot make. */
async function create(deed: DeedOf<'create'>, hand: Hand): Promise<unknown> {
  if (deed.kind === 'private') return hand.elsewhere(deed)
  const { channel } = deed
  const came = await hand.sends(`JOIN ${channel}`)
  if (!came.some(({ command }) => command === '366')) return
  await hand.quietly(({ command }) => command === 'MODE', `MODE ${channel} +q ${hand.name}`)
}

/** A client takes the old role before it gives a lower one: IRC has letters to give and to take, not a role to set. */
async function setRole({ channel, user, role }: DeedOf<'set-role'>, hand: Hand): Promise<void> {
  const now = await roleOf(user, channel, hand)
  const order = Object.keys(roleLetters)
  const isLower = order.indexOf(role) > order.indexOf(now)
  const changes = [
    ...(isLower && now !== 'member' ? [`-${roleLetters[now]}`] : []),
    ...(role === 'member' ? [] : [`+${roleLetters[role]}`]),
  ]
  const words = changes.map(() => user).join(' ')
  await hand.sends(`MODE ${channel} ${changes.join('')} ${words}`)
}

async function roleOf(user: string, channel: string, hand: Hand): Promise<ChannelRole> {
  const came = await hand.quietly(({ command }) => command === '353' || command === '366', `NAMES ${channel}`)
  const names = came.flatMap(({ command, params }) => (command === '353' ? (params[3] ?? '').split(' ') : []))
  const own = names.find((name) => name.replace(/^[~&@%+]+/, '').toLowerCase() === user.toLowerCase()) ?? ''
  return rolePrefixes[own.charAt(0)] ?? 'member'
}

function modes(setting: string, value: string): string {
  const mask = maskLetters[setting]
  if (mask !== undefined) return `${mask} ${value}`
  const letter = settingLetters[setting] ?? '?'
  if (value === 'off') return setting === 'key' ? '-k *' : `-${letter}`
  return value === 'on' ? `+${letter}` : `+${letter} ${value}`
}
