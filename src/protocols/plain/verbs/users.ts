/** Verbs about people: coming in, going out, and who somebody is. */
import { setAway } from '../../../core/presence/set-away.ts'
import { whoIsOnline } from '../../../core/presence/who-is-online.ts'
import { changePassword } from '../../../core/users/change-password.ts'
import { enterAsGuest } from '../../../core/users/enter-as-guest.ts'
import { registerUser } from '../../../core/users/register-user.ts'
import { renameUser } from '../../../core/users/rename-user.ts'
import { setDisplayName } from '../../../core/users/set-display-name.ts'
import { showUser, type UserProfile } from '../../../core/users/show-user.ts'
import { signIn } from '../../../core/users/sign-in.ts'
import type { z } from 'zod'
import { printable } from '../../../lib/printable.ts'
import { minuteText } from '../../../lib/time-text.ts'
import { splitWords } from '../../../lib/words.ts'
import { enter } from '../entering.ts'
import { ask } from '../prompt.ts'
import type { Call, VerbTable } from '../verb.ts'

export const userVerbs: VerbTable = {
  register: {
    usage: '/register NAME PASSWORD',
    summary: 'become a user; without the password it is asked for (add CODE where an invitation is needed)',
    for: 'visitors',
    run(call) {
      const { words, rest } = splitWords(call.rest, 3)
      const [name, password, invite] = words
      if (name === undefined) return call.usage()
      if (rest !== '' || (invite !== undefined && call.door.settings().registration !== 'invite'))
        return quotePassword(call)
      if (password !== undefined) return register(call, { name, password, invite })
      ask(call.client, ['Password', 'The same again'], async ([chosen = '', again]) => {
        if (chosen === again) return register(call, { name, password: chosen, invite })
        call.client.refuse('the two passwords differ: try again')
      })
    },
  },
  login: {
    usage: '/login NAME PASSWORD',
    summary: 'sign in; without the password it is asked for',
    for: 'visitors',
    run(call) {
      const { words, rest } = splitWords(call.rest, 2)
      const [name, password] = words
      if (name === undefined) return call.usage()
      if (rest !== '') return quotePassword(call)
      if (password !== undefined) return login(call, name, password)
      ask(call.client, ['Password'], async ([typed = '']) => login(call, name, typed))
    },
  },
  guest: {
    usage: '/guest [NAME]',
    summary: 'come in without registering, where the server allows it',
    for: 'visitors',
    async run(call) {
      const [name] = splitWords(call.rest, 1).words
      const entered = await call.door.ask(call.client, enterAsGuest, { name })
      if (entered !== undefined) await enter(call.door, call.client, entered)
    },
  },
  passwd: {
    usage: '/passwd',
    summary: 'change your password (it is asked for); signs your other clients out',
    run(call) {
      ask(
        call.client,
        ['Current password', 'New password', 'The same again'],
        async ([current = '', chosen = '', again]) => {
          if (chosen !== again) return call.client.refuse('the two new passwords differ: nothing was changed')
          const changed = await call.door.ask(call.client, changePassword, { current, password: chosen })
          if (changed !== undefined) call.client.actor = changed.actor
        },
      )
    },
  },
  nick: {
    usage: '/nick NAME',
    summary: 'go by another name until you leave; nobody else gets your own',
    async run(call) {
      const [name] = splitWords(call.rest, 1).words
      if (name === undefined) return call.usage()
      const before = call.client.user?.name
      const renamed = await call.door.ask(call.client, renameUser, { name })
      if (renamed?.user.name === before) call.client.tell(`you are called ${name} already`)
    },
  },
  name: {
    usage: '/name [display name]',
    summary: 'the free-form name shown beside your own; empty takes it away',
    async run({ door, client, rest }) {
      const done = await door.ask(client, setDisplayName, { displayName: rest })
      if (done === undefined) return
      client.tell(
        done.displayName === null
          ? 'you have no display name now'
          : `your display name is now ${printable(done.displayName)}`,
      )
    },
  },
  away: {
    usage: '/away [text]',
    summary: 'tell others that you are away; without a text, that you are back',
    async run({ door, client, rest }) {
      const done = await door.ask(client, setAway, { text: rest })
      if (done !== undefined)
        client.tell(done.awayText === null ? 'you are back' : `you are away: ${printable(done.awayText)}`)
    },
  },
  whois: {
    usage: '/whois user',
    summary: 'who somebody is',
    async run(call) {
      const [name] = splitWords(call.rest, 1).words
      if (name === undefined) return call.usage()
      const profile = await call.door.ask(call.client, showUser, { name })
      if (profile !== undefined) for (const line of profileLines(profile)) call.client.tell(line)
    },
  },
  online: {
    usage: '/online',
    summary: 'everybody who is here now',
    run: ({ door, client }) => tellOnline({ door, client }),
  },
  quit: {
    usage: '/quit',
    summary: 'disconnect',
    for: 'everybody',
    run({ client }) {
      client.tell('goodbye')
      client.connection.end()
    },
  },
}

export async function tellOnline({ door, client }: Pick<Call, 'door' | 'client'>): Promise<void> {
  const online = await door.ask(client, whoIsOnline, {})
  if (online === undefined) return
  const names = online.users.map(({ name, awayText }) => (awayText === null ? name : `${name} (away)`))
  client.tell(`online (${names.length}): ${names.join(', ')}`)
}

function quotePassword(call: Call): void {
  call.client.refuse('a password with spaces goes in quotes, or leave it out and be asked for it')
}

async function register(call: Call, input: z.input<(typeof registerUser)['input']>): Promise<void> {
  const entered = await call.door.ask(call.client, registerUser, input)
  if (entered !== undefined) await enter(call.door, call.client, entered)
}

async function login(call: Call, name: string, password: string): Promise<void> {
  const entered = await call.door.ask(call.client, signIn, { name, password })
  if (entered !== undefined) await enter(call.door, call.client, entered)
}

function profileLines(profile: UserProfile): readonly string[] {
  const { name, account, displayName, role, kind, online, awayText, lastSeenAt } = profile
  const { channels, lastAddress, owner } = profile
  const what = [kind === 'person' ? '' : kind, role === 'none' ? '' : role]
    .filter((word) => word !== '')
    .join(', ')
  const presence = online ? 'online' : `last seen ${minuteText(lastSeenAt)} UTC`
  return [
    `${name}${displayName === null ? '' : ` (${printable(displayName)})`}${what === '' ? '' : `, ${what}`}: ${presence}`,
    ...(account === null || account === name ? [] : [`${name} is signed in as ${account}`]),
    ...(owner === null ? [] : [`${name} is a bot of ${owner.name}`]),
    ...(awayText === null ? [] : [`${name} is away: ${printable(awayText)}`]),
    ...(channels.length === 0 ? [] : [`${name} is in ${channels.map((channel) => `#${channel}`).join(' ')}`]),
    ...(lastAddress === null ? [] : [`${name} last came from ${lastAddress}`]),
  ]
}
