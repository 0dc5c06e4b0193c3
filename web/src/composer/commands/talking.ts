/** Saying something in another way than plainly, and finding what was said. */
import { aboutSomebody, done, usage, type Command, type CommandContext } from '../command.ts'

export const talkingCommands: readonly Command[] = [
  {
    name: 'me',
    usage: '/me action',
    about: 'command.me',
    run(rest, { view, replyTo }) {
      if (rest === '') return Promise.resolve(usage)
      view.send(rest, { kind: 'action', ...(replyTo === null ? {} : { replyTo }) })
      return Promise.resolve(done)
    },
  },
  {
    name: 'pm',
    usage: '/pm "user" message',
    about: 'command.pm',
    run: aboutSomebody(async (name, context, text) => {
      if (text !== '') await sendPrivately(name, text, context)
      context.app.openDirect(name)
      return done
    }),
  },
  {
    name: 'search',
    usage: '/search words',
    about: 'command.search',
    run(rest, { app }) {
      if (rest === '') return Promise.resolve(usage)
      app.search(rest)
      return Promise.resolve(done)
    },
  },
]

async function sendPrivately(user: string, text: string, { app, newTag }: CommandContext): Promise<void> {
  const { channel } = await app.call('channel.open-direct', { user })
  await app.call('message.send', { channel: channel.id, text, clientTag: newTag() })
}
