/** Verbs of talking and reading. */
import { openDirect } from '../../../core/channels/open-direct.ts'
import { channelRef } from '../../../core/events.ts'
import { deleteMessage } from '../../../core/messages/delete.ts'
import { editMessage } from '../../../core/messages/edit.ts'
import { readHistory } from '../../../core/messages/read-history.ts'
import { searchMessages } from '../../../core/messages/search.ts'
import { permitPath } from '../../../core/uploads/address.ts'
import { permitUploads } from '../../../core/uploads/permit.ts'
import { showUser } from '../../../core/users/show-user.ts'
import { printable } from '../../../lib/printable.ts'
import { splitWords } from '../../../lib/words.ts'
import { wholeNumber } from '../grammar.ts'
import { currentChannel } from '../current.ts'
import { lastSaid, say } from '../saying.ts'
import type { Call, VerbTable } from '../verb.ts'

export const messageVerbs: VerbTable = {
  pm: {
    usage: '/pm "user" message',
    summary: 'a private message, also to somebody who is not here (the quotes are optional)',
    run: (call) => privately(call),
  },
  reply: {
    usage: '/reply message',
    summary: 'answer the last private message you received',
    async run(call) {
      const last = call.client.lastPrivate
      if (call.rest === '') return call.usage()
      if (last === null) return call.client.refuse('nobody has written to you privately: /pm "user" message')
      await say(call.door, call.client, { channel: last.channel, text: call.rest, replyTo: last.message })
    },
  },
  me: {
    usage: '/me action',
    summary: 'say what you do',
    async run(call) {
      const channel = currentChannel(call.client)
      if (channel === null) return
      if (call.rest === '') return call.usage()
      await say(call.door, call.client, { channel, text: call.rest, kind: 'action' })
    },
  },
  edit: {
    usage: '/edit text',
    summary: 'change your last message, also a private one',
    async run(call) {
      if (call.rest === '') return call.usage()
      const last = lastSaid(call.client)
      if (last !== null) await call.door.ask(call.client, editMessage, { ...last, text: call.rest })
    },
  },
  upload: {
    usage: '/upload',
    summary: 'how to bring a file here from a shell',
    async run({ door, client }) {
      const channel = currentChannel(client)
      const permitted = channel === null ? undefined : await door.ask(client, permitUploads, { channel })
      if (permitted === undefined) return
      const address = `${door.settings().fileOrigin}${permitPath(permitted.permit)}`
      client.tell(`in a shell, within 10 minutes: curl -T FILE ${address}`)
    },
  },
  delete: {
    usage: '/delete',
    summary: 'take back your last message, also a private one',
    async run({ door, client }) {
      const last = lastSaid(client)
      if (last === null) return
      await door.ask(client, deleteMessage, last)
      client.lastSaid = null
    },
  },
  history: {
    usage: '/history [#channel] [n]',
    summary: 'what was said here; /history older goes further back',
    run: (call) => history(call),
  },
  search: {
    usage: '/search words',
    summary: 'find messages that hold all of the words, or parts of them',
    async run(call) {
      if (call.rest.trim() === '') return call.usage()
      const answer = await call.door.ask(call.client, searchMessages, { text: call.rest })
      const reader = call.client.user
      if (answer === undefined || reader === null) return
      const { found } = answer
      call.client.tell(
        `found ${found.length === 0 ? 'nothing' : found.length} for ${printable(call.rest)}${found.length > 1 ? ', newest first' : ''}`,
      )
      for (const { channel, message } of found)
        call.client.print(call.client.flavour.past(channelRef(channel), message, reader.id))
    },
  },
}

async function privately(call: Call): Promise<void> {
  const { words, rest } = splitWords(call.rest, 1)
  const [name] = words
  if (name === undefined || rest === '') return call.usage()
  const { door, client } = call
  const opened = await door.ask(client, openDirect, { user: name })
  if (opened === undefined) return
  const sent = await say(door, client, { channel: opened.channel.id, text: rest })
  if (sent !== undefined) await tellIfAbsent(call, opened.other.name)
}

async function tellIfAbsent({ door, client }: Call, name: string): Promise<void> {
  const profile = await door.ask(client, showUser, { name })
  if (profile === undefined) return
  if (!profile.online) client.tell(`${profile.name} is not here now and will see it when back`)
  else if (profile.awayText !== null) client.tell(`${profile.name} is away: ${printable(profile.awayText)}`)
}

const usualPage = 20

async function history(call: Call): Promise<void> {
  const { door, client } = call
  const { words } = splitWords(call.rest, 2)
  const named = words[0]?.startsWith('#') === true ? words.shift() : undefined
  const channel = named ?? currentChannel(client)
  if (channel === null) return
  const older = words[0] === 'older'
  const limit = older ? usualPage : words[0] === undefined ? usualPage : wholeNumber(words[0])
  if (limit === null) return call.usage()
  const before = older && named === undefined ? client.oldestShown : null
  const page = await door.ask(client, readHistory, { channel, limit, before })
  if (page !== undefined) showPage(call, page, { named: named !== undefined, older })
}

type Page = Awaited<ReturnType<(typeof readHistory)['run']>>['result']

function showPage(
  { client }: Call,
  { channel, messages }: Page,
  asked: { named: boolean; older: boolean },
): void {
  const { user } = client
  if (user === null) return
  const [oldest] = messages
  if (oldest === undefined)
    return client.tell(asked.older ? 'that is all there is' : `nothing has been said in #${channel.name} yet`)
  client.tell(
    `#${channel.name}, ${messages.length} ${messages.length === 1 ? 'message' : 'messages'}, times in UTC:`,
  )
  for (const message of messages) client.print(client.flavour.past(channelRef(channel), message, user.id))
  if (!asked.named || client.current === channel.id) client.oldestShown = oldest.position
  client.tell(
    oldest.position > 1 && client.current === channel.id ? 'end; /history older goes further back' : 'end',
  )
}
