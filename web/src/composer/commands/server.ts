/** For those with a role on the whole server. Whether one has it, the server decides. */
import { takeSeconds } from '../command-line.ts'
import { aboutSomebody, type Command, said, textsOf, usage } from '../command.ts'

export const serverCommands: readonly Command[] = [
  {
    name: 'kick',
    usage: '/kick user [seconds] [reason]',
    about: 'command.kick',
    run: aboutSomebody(async (name, { app }, rest) => {
      const kicked = await app.call('user.kick', { name, ...takeSeconds(rest) })
      return said(textsOf(app).t('command.kicked', { name: kicked.name, seconds: kicked.seconds }))
    }),
  },
  {
    name: 'ban',
    usage: '/ban user|address|network [reason]',
    about: 'command.ban',
    run: aboutSomebody(async (subject, { app }, reason) => {
      const banned = await app.call('user.ban', { subject, reason })
      return said(textsOf(app).t('command.banned', { name: banned.subject }))
    }),
  },
  {
    name: 'unban',
    usage: '/unban user|address|network',
    about: 'command.unban',
    run: aboutSomebody(async (subject, { app }) => {
      const freed = await app.call('user.unban', { subject })
      return said(textsOf(app).t('command.unbanned', { name: freed.subject }))
    }),
  },
  {
    name: 'mute',
    usage: '/mute user [seconds] [reason]',
    about: 'command.mute',
    run: aboutSomebody(async (name, { app }, rest) => {
      const muted = await app.call('user.mute', { name, ...takeSeconds(rest) })
      return said(textsOf(app).t('command.muted', { name: muted.name }))
    }),
  },
  {
    name: 'unmute',
    usage: '/unmute user',
    about: 'command.unmute',
    run: aboutSomebody(async (name, { app }) => {
      const freed = await app.call('user.unmute', { name })
      return said(textsOf(app).t('command.unmuted', { name: freed.name }))
    }),
  },
  {
    name: 'announce',
    usage: '/announce text',
    about: 'command.announce',
    async run(rest, { app }) {
      if (rest === '') return usage
      await app.call('node.announce', { text: rest.replace(/\s*\n\s*/g, ' ') })
      return said(textsOf(app).t('command.announced'))
    },
  },
]
