/** Verbs for those to whom the console granted a role. The operators' facts that follow tell what was done. */
import { ban } from '../../../core/moderation/ban.ts'
import { kickUser } from '../../../core/moderation/kick-user.ts'
import { muteUser, unmuteUser } from '../../../core/moderation/mute-user.ts'
import { unban } from '../../../core/moderation/unban.ts'
import { announce } from '../../../core/node/announce.ts'
import { splitWords } from '../../../lib/words.ts'
import { secondsAndReason } from '../grammar.ts'
import type { Call, VerbTable } from '../verb.ts'

export const moderationVerbs: VerbTable = {
  kick: {
    usage: '/kick user [seconds] [reason]',
    summary: 'disconnect somebody from the server and keep them out for a time (operators)',
    run: (call) =>
      withName(call, (name, rest) =>
        call.door.ask(call.client, kickUser, { name, ...secondsAndReason(rest) }),
      ),
  },
  ban: {
    usage: '/ban user|address|network [reason]',
    summary: 'keep somebody out for good (operators)',
    run: (call) => withName(call, (subject, reason) => call.door.ask(call.client, ban, { subject, reason })),
  },
  unban: {
    usage: '/unban user|address|network',
    summary: 'lift a ban or a kick (operators)',
    run: (call) => withName(call, (subject) => call.door.ask(call.client, unban, { subject })),
  },
  mute: {
    usage: '/mute user [seconds] [reason]',
    summary: 'let somebody read but not write (operators)',
    run: (call) =>
      withName(call, (name, rest) =>
        call.door.ask(call.client, muteUser, { name, ...secondsAndReason(rest) }),
      ),
  },
  unmute: {
    usage: '/unmute user',
    summary: 'let somebody write again (operators)',
    run: (call) => withName(call, (name) => call.door.ask(call.client, unmuteUser, { name })),
  },
  announce: {
    usage: '/announce text',
    summary: 'say something to everybody connected (operators)',
    async run(call) {
      if (call.rest.trim() === '') return call.usage()
      await call.door.ask(call.client, announce, { text: call.rest })
    },
  },
}

async function withName(call: Call, act: (name: string, rest: string) => Promise<unknown>): Promise<void> {
  const { words, rest } = splitWords(call.rest, 1)
  const [name] = words
  if (name === undefined) return call.usage()
  await act(name, rest)
}
