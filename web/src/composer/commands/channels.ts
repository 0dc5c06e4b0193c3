/** Going into channels and out of them, making and closing them. */
import { CallFault } from '../../connection/calls.ts'
import { takeWords } from '../command-line.ts'
import { channelPath, type Command, done, hashed, said, textsOf, usage } from '../command.ts'

export const channelCommands: readonly Command[] = [
  {
    name: 'join',
    usage: '/join #channel [key]',
    about: 'command.join',
    async run(rest, { app }) {
      const [name, key] = takeWords(rest, 2).words
      if (name === undefined || name === '') return usage
      await app.call('channel.join', { channel: hashed(name), key }).catch((fault: unknown) => {
        // To join where one is already is to go there.
        if (!(fault instanceof CallFault) || fault.code !== 'already-a-member') throw fault
      })
      app.go(channelPath(name))
      return done
    },
  },
  {
    name: 'leave',
    usage: '/leave [#channel]',
    about: 'command.leave',
    async run(rest, { app, view }) {
      const [name] = takeWords(rest, 1).words
      await app.call('channel.leave', {
        channel: name === undefined ? view.ref.id : hashed(name),
        reason: '',
      })
      return done
    },
  },
  {
    name: 'topic',
    usage: '/topic [text]',
    about: 'command.topic',
    channelOnly: true,
    async run(rest, { app, view }) {
      const channel = view.ref.id
      if (rest !== '') {
        await app.call('channel.set-topic', { channel, topic: rest === '-' ? '' : rest })
        return done
      }
      const { topic } = (await app.call('channel.show', { channel })).channel
      const { t } = textsOf(app)
      return said(topic === '' ? t('command.topic-none') : t('command.topic-is', { topic }))
    },
  },
  {
    name: 'create',
    usage: '/create #channel [private]',
    about: 'command.create',
    async run(rest, { app }) {
      const [name, kind = 'public'] = takeWords(rest, 2).words
      if (name === undefined || (kind !== 'public' && kind !== 'private')) return usage
      const { channel } = await app.call('channel.create', { name: hashed(name), kind })
      app.go(channelPath(channel.name))
      return done
    },
  },
  {
    name: 'archive',
    usage: '/archive #channel',
    about: 'command.archive',
    channelOnly: true,
    async run(rest, { app, view }) {
      const { id, name } = view.ref
      // There is no way back: a slip of the fingers must not do it.
      if (hashed(rest).toLowerCase() !== hashed(name).toLowerCase())
        return said(textsOf(app).t('command.archive-confirm', { name }))
      await app.call('channel.archive', { channel: id })
      return done
    },
  },
]
