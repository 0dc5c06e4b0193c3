/** MONITOR (IRCv3 monitor): who of a list is here, and who comes and goes. */
import { findUser } from '../../../core/users/find-user.ts'
import { foldName } from '../../../lib/fold.ts'
import { sourceOf } from '../line.ts'
import type { Call, VerbTable } from '../verb.ts'

export const monitorVerbs: VerbTable = { MONITOR: { needs: 1, run: monitor } }

const most = 100
/** Of a line, what is left for nicks. */
const mostBytes = 400

const subcommands: Readonly<Record<string, (call: Call, nicks: readonly string[]) => Promise<void> | void>> =
  {
    '+': add,
    '-': ({ door, client }, nicks) => {
      for (const nick of nicks) door.watch.remove(client, foldName(nick))
    },
    C: ({ door, client }) => door.watch.clear(client),
    L: ({ client }) => {
      for (const line of inLines([...client.watched])) client.numeric('RPL_MONLIST', line)
      client.numeric('RPL_ENDOFMONLIST', 'End of MONITOR list')
    },
    S: (call) => tell(call, [...call.client.watched]),
  }

async function monitor(call: Call): Promise<void> {
  const [subcommand = '', list = ''] = call.params
  const run = Object.hasOwn(subcommands, subcommand.toUpperCase())
    ? subcommands[subcommand.toUpperCase()]
    : undefined
  await run?.(
    call,
    list.split(',').filter((nick) => nick !== ''),
  )
}

async function add(call: Call, nicks: readonly string[]): Promise<void> {
  const { door, client } = call
  const added: string[] = []
  for (const [index, nick] of nicks.entries()) {
    if (nick.includes('*') || nick.includes('!') || nick.includes('@')) continue
    if (client.watched.size >= most && !client.watched.has(foldName(nick))) {
      client.numeric('ERR_MONLISTFULL', String(most), nicks.slice(index).join(','), 'Monitor list is full')
      break
    }
    door.watch.add(client, foldName(nick))
    added.push(nick)
  }
  await tell(call, added)
}

async function tell({ door, client }: Call, nicks: readonly string[]): Promise<void> {
  const online: string[] = []
  const offline: string[] = []
  for (const nick of nicks) {
    const found = await door.try(client, findUser, { name: nick })
    // Somebody who goes by another name now is not here under this one.
    if (found.ok && found.result.online && foldName(found.result.user.name) === foldName(nick))
      online.push(sourceOf(found.result.user))
    else offline.push(nick)
  }
  for (const line of inLines(online)) client.numeric('RPL_MONONLINE', line)
  for (const line of inLines(offline)) client.numeric('RPL_MONOFFLINE', line)
}

function inLines(words: readonly string[]): readonly string[] {
  const lines: string[] = []
  for (const word of words) {
    const last = lines.at(-1)
    if (last === undefined || last.length + word.length + 1 > mostBytes) lines.push(word)
    else lines[lines.length - 1] = `${last},${word}`
  }
  return lines
}
