/** Verbs of the connection itself: who it is, whether it is alive, that it ends. */
import { guestNameProblem, nameProblem } from '../../../core/users/names.ts'
import { renameUser } from '../../../core/users/rename-user.ts'
import { depart } from '../departure.ts'
import { oneWord } from '../errors.ts'
import { sourceOf } from '../line.ts'
import { completeRegistration } from '../registration/complete.ts'
import { sendIsupport } from '../registration/welcome.ts'
import type { Call, VerbTable } from '../verb.ts'

export const connectionVerbs: VerbTable = {
  PASS: {
    for: 'connection',
    needs: 1,
    run({ client, params }) {
      if (client.registered) return client.numeric('ERR_ALREADYREGISTERED', 'You may not reregister')
      client.registration.password = params[0] ?? null
    },
  },
  NICK: { for: 'connection', run: nick },
  USER: {
    for: 'connection',
    needs: 4,
    async run({ door, client, params }) {
      if (client.registered) return client.numeric('ERR_ALREADYREGISTERED', 'You may not reregister')
      const [username = '', , , realName = ''] = params
      if (username === '' || realName === '')
        return client.numeric('ERR_NEEDMOREPARAMS', 'USER', 'Not enough parameters')
      client.registration.username = username
      client.registration.realName = realName
      await completeRegistration(door, client)
    },
  },
  PING: {
    for: 'connection',
    async run({ door, client, params }) {
      const [token] = params
      if (token === undefined || token === '') return client.numeric('ERR_NOORIGIN', 'No origin specified')
      // What others said before this reaches the client before the answer.
      await door.spoken.heard()
      client.reply('PONG', client.serverName, token)
    },
  },
  PONG: { for: 'connection', run: () => undefined },
  ERROR: { for: 'connection', run: () => undefined },
  QUIT: {
    for: 'connection',
    async run({ door, client, params }) {
      const [reason] = params
      client.quitReason = reason === undefined || reason === '' ? 'Quit' : `Quit: ${reason}`
      if (client.actor.kind === 'user')
        client.write([{ source: sourceOf(client.actor), command: 'QUIT', params: [client.quitReason] }])
      await depart(door, client)
      client.end(client.quitReason)
    },
  },
  ISUPPORT: {
    for: 'connection',
    run({ door, client }) {
      sendIsupport(door, client)
    },
  },
}

async function nick(call: Call): Promise<void> {
  const { door, client, params } = call
  const [wanted] = params
  if (wanted === undefined || wanted === '') return client.numeric('ERR_NONICKNAMEGIVEN', 'No nickname given')
  if (client.registered) return rename(call, wanted)
  if (!isPossible(call, wanted)) return
  // Whether it is free is decided when the welcome is prepared: by then it may have turned out to be the client's own.
  client.registration.nick = wanted
  await completeRegistration(door, client)
}

/** Whether somebody could go by that name; where not, they are told why. */
function isPossible({ door, client }: Call, wanted: string): boolean {
  const { guests, network } = door.settings()
  const problem = guests ? guestNameProblem(wanted, network) : nameProblem(wanted, network)
  if (problem !== null)
    client.numeric('ERR_ERRONEUSNICKNAME', oneWord(wanted), `Erroneous nickname: ${problem}`)
  return problem === null
}

async function rename(call: Call, wanted: string): Promise<void> {
  const { door, client } = call
  // Of somebody who has not signed in it is what they will try to sign in as.
  if (client.user === null) {
    if (!isPossible(call, wanted)) return
    client.write([{ source: client.nick, command: 'NICK', params: [wanted] }])
    client.registration.nick = wanted
    return
  }
  await door.ask({ client, nick: wanted }, renameUser, { name: wanted })
}
