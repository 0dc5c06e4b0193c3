/** Who one is, and who others are. */
import { takeWords } from '../command-line.ts'
import { aboutSomebody, type Command, done, said, textsOf, usage } from '../command.ts'

export const peopleCommands: readonly Command[] = [
  {
    name: 'away',
    usage: '/away [text]',
    about: 'command.away',
    async run(rest, { app }) {
      const { awayText } = await app.call('presence.set-away', { text: rest })
      const { t } = textsOf(app)
      return said(awayText === null ? t('command.back-now') : t('command.away-now', { text: awayText }))
    },
  },
  {
    name: 'whois',
    usage: '/whois user',
    about: 'command.whois',
    run: aboutSomebody(async (name, { app }) => {
      // The card only opens for somebody who is there.
      const profile = await app.call('user.show', { name })
      app.showPerson(profile.name)
      return done
    }),
  },
  {
    name: 'nick',
    usage: '/nick NAME',
    about: 'command.nick',
    async run(rest, { app }) {
      const [name] = takeWords(rest, 1).words
      if (name === undefined) return usage
      await app.call('user.rename', { name })
      return done
    },
  },
  {
    name: 'name',
    usage: '/name [display name]',
    about: 'command.name',
    async run(rest, { app }) {
      await app.call('user.set-display-name', { displayName: rest })
      return done
    },
  },
]
