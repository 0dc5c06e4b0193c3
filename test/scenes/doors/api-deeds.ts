/** What a client of the API asks for each deed. */
import type { CallAnswer, CallInput, CallName } from '../../../src/protocols/api/wire.ts'
import { settingNames, settingValue } from './api-facts.ts'
import type { ApiMemory } from './api-memory.ts'
import type { Noted } from './api-told.ts'
import type { DeedName, DeedOf } from './deeds.ts'

/** What a deed is done with. */
export interface ApiHand {
  readonly name: string
  readonly memory: ApiMemory
  /** `null`: it was refused, which is kept, or the connection is closed. */
  calls<Name extends CallName>(name: Name, input: CallInput<Name>): Promise<CallAnswer<Name> | null>
  /** One of the ways in, which are calls of the socket's own. */
  enters(way: string, input: object): Promise<void>
  notes(noted: Noted): void
  leaves(): Promise<void>
}

type Doing = { readonly [D in DeedName]: (deed: DeedOf<D>, hand: ApiHand) => Promise<unknown> }

export const apiDeeds: Doing = {
  register: ({ password, invitation }, hand) =>
    hand.enters('user.register', { name: hand.name, password, invite: invitation }),
  'sign-in': ({ password }, hand) => hand.enters('user.sign-in', { name: hand.name, password }),
  'sign-in-by-token': ({ secret }, hand) => hand.enters('token.sign-in', { secret }),
  'enter-as-guest': ({ name }, hand) => hand.enters('user.enter-as-guest', { name }),
  quit: (_, hand) => hand.leaves(),
  'change-password': ({ current, password }, hand) =>
    hand.calls('user.change-password', { current, password }),
  'go-away': ({ text }, hand) => hand.calls('presence.set-away', { text }),
  'take-display-name': ({ text }, hand) => hand.calls('user.set-display-name', { displayName: text }),
  'take-name': ({ name }, hand) => hand.calls('user.rename', { name }),
  say: ({ channel, text }, hand) => hand.calls('message.send', { channel: channel ?? '', text }),
  act: ({ channel, text }, hand) =>
    hand.calls('message.send', { channel: channel ?? '', text, kind: 'action' }),
  'write-privately': writePrivately,
  // Nobody has written: the client has no conversation to put there.
  reply: ({ text }, hand) => {
    const { channel = '', message = null } = hand.memory.lastPrivate ?? {}
    return hand.calls('message.send', { channel, text, replyTo: message })
  },
  'say-marked': ({ channel, text, mark }, hand) =>
    hand.calls('message.send', { channel, text, clientTag: mark }),
  answer: async ({ channel, original, text }, hand) => {
    const replyTo = await messageNamed(channel, original, hand)
    if (replyTo !== null) await hand.calls('message.send', { channel, text, replyTo })
  },
  edit: ({ channel, text }, hand) => hand.calls('message.edit', { channel: channel ?? '', text }),
  delete: ({ channel }, hand) => hand.calls('message.delete', { channel: channel ?? '' }),
  'delete-private': async ({ to }, hand) => {
    const found = await hand.calls('channel.find-direct', { user: to })
    return hand.calls('message.delete', { channel: found?.channel?.id ?? '' })
  },
  react: async ({ channel, text, reaction }, hand) => {
    const message = await messageNamed(channel, text, hand)
    if (message !== null) await hand.calls('message.react', { channel, message, reaction })
  },
  unreact: async ({ channel, text, reaction }, hand) => {
    const message = await messageNamed(channel, text, hand)
    if (message !== null) await hand.calls('message.unreact', { channel, message, reaction })
  },
  pin: async ({ channel, text }, hand) => {
    const message = await messageNamed(channel, text, hand)
    if (message !== null) await hand.calls('message.pin', { channel, message })
  },
  unpin: async ({ channel, text }, hand) => {
    const message = await messageNamed(channel, text, hand)
    if (message !== null) await hand.calls('message.unpin', { channel, message })
  },
  'set-level': ({ channel, level }, hand) => hand.calls('channel.set-level', { channel, level }),
  create: ({ channel, kind }, hand) => hand.calls('channel.create', { name: channel.slice(1), kind }),
  join: async ({ channel, key }, hand) => {
    const joined = await hand.calls('channel.join', { channel, key })
    const topic = joined?.channel.topic ?? ''
    if (topic !== '') hand.notes({ event: 'noted-topic', channel, topic })
  },
  leave: ({ channel }, hand) => hand.calls('channel.leave', { channel }),
  invite: ({ channel, user }, hand) => hand.calls('channel.invite', { channel, user }),
  remove: ({ channel, user, seconds, reason }, hand) =>
    hand.calls('channel.remove-member', { channel, user, seconds, reason }),
  'set-role': ({ channel, user, role }, hand) =>
    hand.calls('channel.set-member-role', { channel, user, role }),
  'set-topic': ({ channel, text }, hand) => hand.calls('channel.set-topic', { channel, topic: text }),
  set: changeSetting,
  archive: ({ channel }, hand) => hand.calls('channel.archive', { channel }),
  kick: ({ user, seconds, reason }, hand) => hand.calls('user.kick', { name: user, seconds, reason }),
  ban: ({ subject, reason }, hand) => hand.calls('user.ban', { subject, reason }),
  unban: ({ subject }, hand) => hand.calls('user.unban', { subject }),
  mute: ({ user, seconds, reason }, hand) => hand.calls('user.mute', { name: user, seconds, reason }),
  unmute: ({ user }, hand) => hand.calls('user.unmute', { name: user }),
  announce: ({ text }, hand) => hand.calls('node.announce', { text }),
  'revoke-token': async ({ name }, hand) => {
    const listed = await hand.calls('token.list', {})
    const token = listed?.tokens.find((one) => one.name === name)
    if (token === undefined) throw new Error(`there is no token ${name}`)
    return hand.calls('token.revoke', { token: token.id })
  },
  'revoke-other-tokens': (_, hand) => hand.calls('token.revoke-others', {}),
}

async function writePrivately({ to, text }: DeedOf<'write-privately'>, hand: ApiHand): Promise<void> {
  const opened = await hand.calls('channel.open-direct', { user: to })
  if (opened === null) return
  const sent = await hand.calls('message.send', { channel: opened.channel.id, text })
  const profile = sent === null ? null : await hand.calls('user.show', { name: opened.other.name })
  if (profile === null) return
  const { name, online, awayText } = profile
  if (!online) hand.notes({ event: 'noted-absent', user: name })
  else if (awayText !== null) hand.notes({ event: 'noted-away', user: name, text: awayText })
}

/** By its text, as people point at one. `null`: the history is not for this person. */
async function messageNamed(channel: string, text: string, hand: ApiHand): Promise<string | null> {
  const page = await hand.calls('message.read-history', { channel, limit: 100 })
  if (page === null) return null
  const found = page.messages.findLast((message) => message.text === text)
  if (found === undefined) throw new Error(`there is no message ${JSON.stringify(text)} in ${channel}`)
  return found.id
}

const lists: Readonly<Record<string, 'ban' | 'exception' | 'invitation'>> = {
  ban: 'ban',
  except: 'exception',
  allow: 'invitation',
}

async function changeSetting({ channel, setting, value }: DeedOf<'set'>, hand: ApiHand): Promise<void> {
  const [, taken = '', word = ''] = /^(un|dis)?(ban|except|allow)$/.exec(setting) ?? []
  const list = lists[word]
  if (list !== undefined) {
    await hand.calls(taken === '' ? 'channel.add-mask' : 'channel.remove-mask', {
      channel,
      list,
      mask: value,
    })
    return
  }
  const change = { setting: settingNames[setting], value: settingValue(setting, value) }
  await hand.calls('channel.change-setting', { channel, change } as CallInput<'channel.change-setting'>)
}
