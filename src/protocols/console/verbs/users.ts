/** The users of the server: who there is, who is connected, and what the operator gives them. */
import { setServerRole } from '../../../core/moderation/set-server-role.ts'
import { listConnections } from '../../../core/node/status.ts'
import type { ConnectionSummary } from '../../../core/ports.ts'
import type { NodeSummary, User } from '../../../core/types.ts'
import { createUser } from '../../../core/users/create-user.ts'
import { createInvite } from '../../../core/users/create-invite.ts'
import { listUsers } from '../../../core/users/list-users.ts'
import { resetPassword } from '../../../core/users/reset-password.ts'
import { showUser } from '../../../core/users/show-user.ts'
import { minuteText } from '../../../lib/time-text.ts'
import { isoText } from '../span.ts'
import { table, type TableShape } from '../table.ts'
import { answered, refused, type VerbTable } from '../verb.ts'

type ListedUser = User & { readonly online: boolean }

export const userVerbs: VerbTable = {
  users: {
    usage: '/users [AFTER]',
    summary: 'Lists all users by name; with a name, those after it.',
    arguments: { optionalWord: true },
    async run(call) {
      const after = call.words[0] ?? null
      return answered(await call.run(listUsers, { after }), ({ users, total }) => ({
        text: `${table(userTable, users)}${moreUsers(users, { after, total })}`,
        value: users.map(userValue),
      }))
    },
  },
  who: {
    usage: '/who',
    summary: 'Lists who is connected to this server, through which door and from where.',
    arguments: {},
    async run(call) {
      return answered(await call.run(listConnections, {}), ({ connections, others }) => ({
        text: `${table(connectionTable, connections)}${elsewhere(others)}`,
        value: connections.map(connectionValue),
      }))
    },
  },
  grant: {
    usage: '/grant NAME moderator|admin',
    summary: 'Lets a user moderate the whole server from any client; an admin also governs addresses.',
    arguments: { words: ['a name', 'the role'] },
    async run(call) {
      const [name = '', written = ''] = call.words
      const role = written.toLowerCase()
      if (role !== 'moderator' && role !== 'admin') {
        return refused(`no such role: ${written}; there are moderator and admin (/revoke takes a role back)`)
      }
      return answered(await call.run(setServerRole, { name, role }), (value) => ({
        text: `${value.name} is now ${role === 'admin' ? 'an admin' : 'a moderator'}`,
        value,
      }))
    },
  },
  revoke: {
    usage: '/revoke NAME',
    summary: 'Takes back the role of a user.',
    arguments: { words: ['a name'] },
    async run(call) {
      const [name = ''] = call.words
      return answered(await call.run(setServerRole, { name, role: 'none' }), (value) => ({
        text: `${value.name} has no role any more`,
        value,
      }))
    },
  },
  register: {
    usage: '/register NAME',
    summary: 'Registers somebody with a password, which is asked for.',
    arguments: { words: ['a name'] },
    async run(call) {
      const [name = ''] = call.words
      const password = await call.askSecret(`Password for ${name}: `)
      if (password === null || password === '') return refused('no password was given: nobody was registered')
      return answered(await call.run(createUser, { name, password }), (value) => ({
        text: `${value.name} is registered`,
        value,
      }))
    },
  },
  passwd: {
    usage: '/passwd NAME',
    summary: 'Gives a user a new password, which is asked for; all their clients are signed out.',
    arguments: { words: ['a name'] },
    async run(call) {
      const [asked = ''] = call.words
      const known = await call.run(showUser, { name: asked })
      if (!known.ok) return known
      const { name } = known.result
      const password = await call.askSecret(`New password for ${name}: `)
      if (password === null || password === '') return refused('no password was given: nothing was changed')
      return answered(await call.run(resetPassword, { name, password }), (value) => ({
        text: `${value.name} has a new password and was signed out everywhere`,
        value,
      }))
    },
  },
  invite: {
    usage: '/invite',
    summary: 'Makes a code with which one person may register.',
    arguments: {},
    async run(call) {
      return answered(await call.run(createInvite, {}), ({ code, expiresAt }) => ({
        text: `${code}\nfor one registration until ${minuteText(expiresAt)} UTC: /register NAME PASSWORD ${code}`,
        value: { code, expiresAt: isoText(expiresAt) },
      }))
    },
  },
}

const userTable: TableShape<ListedUser> = {
  none: 'no users',
  columns: {
    NAME: ({ name }) => name,
    'DISPLAY NAME': ({ displayName }) => displayName ?? '-',
    ROLE: ({ role, kind }) => (kind !== 'person' ? kind : role === 'none' ? '-' : role),
    ONLINE: ({ online }) => (online ? 'yes' : 'no'),
    'LAST SEEN (UTC)': ({ lastSeenAt }) => minuteText(lastSeenAt),
    'LAST ADDRESS': ({ lastAddress }) => lastAddress ?? '-',
  },
}

function userValue(user: ListedUser) {
  const { name, displayName, kind, role, online, lastAddress } = user
  const times = { lastSeen: isoText(user.lastSeenAt), registered: isoText(user.createdAt) }
  return { name, displayName, kind, role, online, ...times, lastAddress }
}

function moreUsers(users: readonly ListedUser[], of: { after: string | null; total: number }): string {
  const last = users.at(-1)
  if (last === undefined) return of.after === null ? '' : ` after ${of.after}`
  if (of.after === null && users.length >= of.total) return ''
  return `\n${users.length} of ${of.total} users; those after: /users ${last.name}`
}

const connectionTable: TableShape<ConnectionSummary> = {
  none: 'nobody is connected',
  columns: {
    NAME: ({ user }) => user ?? '-',
    DOOR: ({ door }) => door,
    ADDRESS: ({ address }) => address,
    'SINCE (UTC)': ({ connectedAt }) => minuteText(connectedAt),
  },
}

function connectionValue({ client, user, door, address, connectedAt }: ConnectionSummary) {
  return { name: user, door, address, since: isoText(connectedAt), client }
}

/** Connections to other servers are listed by their own consoles. */
function elsewhere(others: readonly NodeSummary[]): string {
  if (others.length === 0) return ''
  const users = others.map(({ name, users }) => `${name} (users: ${users})`)
  return `\nthese are the connections to this server; there are others: ${users.join(', ')}`
}
