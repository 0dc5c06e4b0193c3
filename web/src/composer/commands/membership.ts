/** Who is in this channel, and as what. */
import { takeSeconds, takeWords } from '../command-line.ts'
import { aboutSomebody, type Command, said, textsOf, usage } from '../command.ts'

const roles = ['owner', 'admin', 'moderator', 'halfop', 'voice', 'member'] as const

export const membershipCommands: readonly Command[] = [
  {
    name: 'invite',
    usage: '/invite user',
    about: 'command.invite',
    channelOnly: true,
    run: aboutSomebody(async (user, { app, view }) => {
      const invited = await app.call('channel.invite', { channel: view.ref.id, user })
      return said(textsOf(app).t('command.invited', { name: invited.user.name }))
    }),
  },
  {
    name: 'remove',
    usage: '/remove user [seconds] [reason]',
    about: 'command.remove',
    channelOnly: true,
    run: aboutSomebody(async (user, { app, view }, rest) => {
      const channel = view.ref.id
      const removed = await app.call('channel.remove-member', { channel, user, ...takeSeconds(rest) })
      return said(textsOf(app).t('command.removed', { name: removed.user.name }))
    }),
  },
  {
    name: 'role',
    usage: `/role user ${roles.join('|')}`,
    about: 'command.role',
    channelOnly: true,
    run: aboutSomebody(async (user, { app, view }, rest) => {
      const [written = ''] = takeWords(rest, 1).words
      const role = roles.find((known) => known === written.toLowerCase())
      if (role === undefined) return usage
      const given = await app.call('channel.set-member-role', { channel: view.ref.id, user, role })
      return said(textsOf(app).t('command.role-given', { name: given.user.name, role: given.role }))
    }),
  },
]
