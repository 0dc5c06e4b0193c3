/** AWAY and SETNAME: what people say of themselves. */
import { setAway } from '../../../core/presence/set-away.ts'
import { acceptUser } from '../../../core/users/accept.ts'
import { setDisplayName } from '../../../core/users/set-display-name.ts'
import { oneWord, sentence } from '../errors.ts'
import type { Call, VerbTable } from '../verb.ts'

export const awayVerbs: VerbTable = {
  AWAY: { for: 'connection', run: away },
  ACCEPT: { run: accept },
  SETNAME: {
    needs: 1,
    async run({ door, client, params }) {
      const outcome = await door.try(client, setDisplayName, { displayName: params[0] ?? '' })
      if (outcome.ok) return
      const code = outcome.fault.code === 'bad-input' ? 'INVALID_REALNAME' : 'CANNOT_CHANGE_REALNAME'
      client.reply('FAIL', 'SETNAME', code, sentence(outcome.fault, door.ports.clock.now()))
    },
  },
}

async function away({ door, client, params }: Call): Promise<void> {
  const [text = ''] = params
  if (!client.registered) {
    if (client.has('draft/pre-away')) client.registration.awayText = text === '' || text === '*' ? null : text
    return
  }
  if (client.user === null) return client.refuseVisitor()
  const done = await door.ask({ client, command: 'AWAY' }, setAway, { text })
  if (done === undefined) return
  if (done.awayText === null) client.numeric('RPL_UNAWAY', 'You are no longer marked as being away')
  else client.numeric('RPL_NOWAWAY', 'You have been marked as being away')
}

/** Whom one takes private messages from while `+R` keeps people without an account away: `ACCEPT nick`, `ACCEPT -nick`. */
async function accept({ door, client, params }: Call): Promise<void> {
  for (const word of (params[0] ?? '').split(',').filter((word) => word !== '' && word !== '*')) {
    const nick = word.replace(/^-/, '')
    await door.ask({ client, nick: oneWord(nick), command: 'ACCEPT' }, acceptUser, {
      user: nick,
      accepted: nick === word,
    })
  }
}
