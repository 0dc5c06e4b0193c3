/** OPER, KILL, WALLOPS, REHASH: what operators may do from here. Everything else of theirs is local to the server. */
import { becomeOperator } from '../../../core/moderation/become-operator.ts'
import { kickUser } from '../../../core/moderation/kick-user.ts'
import { wallops } from '../../../core/node/wallops.ts'
import { oneWord } from '../errors.ts'
import type { Call, VerbTable } from '../verb.ts'

const onlyAtTheConsole = "That can be done only at the server's own console: parlance admin"

export const operatorVerbs: VerbTable = {
  OPER: {
    needs: 2,
    async run({ door, client, params }) {
      const [name = '', password = ''] = params
      const outcome = await door.try(client, becomeOperator, { name, password })
      if (!outcome.ok)
        return outcome.fault.code === 'wrong-password'
          ? client.numeric('ERR_PASSWDMISMATCH', 'Password incorrect')
          : door.refuse(client, outcome.fault, { command: 'OPER' })
      client.actor = outcome.result.actor
      client.isOper = true
      client.numeric('RPL_YOUREOPER', 'You are now an IRC operator')
      client.answer({ source: client.nick, command: 'MODE', params: [client.nick, '+o'] })
    },
  },
  KILL: {
    needs: 1,
    async run({ door, client, params }) {
      const [nick = '', reason] = params
      const done = await door.ask({ client, nick: oneWord(nick), command: 'KILL' }, kickUser, {
        name: nick,
        seconds: 1,
        reason,
      })
      if (done !== undefined) client.notice(`${done.name} was disconnected`)
    },
  },
  WALLOPS: {
    needs: 1,
    async run({ door, client, params }) {
      await door.ask({ client, command: 'WALLOPS' }, wallops, { text: params[0] ?? '' })
    },
  },
  REHASH: { run: refused },
  DIE: { run: refused },
  RESTART: { run: refused },
}

function refused({ client, command }: Call): void {
  if (client.isOper || client.operator) client.numeric('ERR_NOPRIVS', command.toLowerCase(), onlyAtTheConsole)
  else client.numeric('ERR_NOPRIVILEGES', 'Permission denied: you are not an operator')
}
