/** Every verb of this door, and how one is found and run. */
import type { IrcClient } from './client.ts'
import type { IrcDoor } from './door.ts'
import type { IrcMessage } from './grammar.ts'
import { finishSasl } from './registration/proved.ts'
import { labelOf, Replies } from './replies.ts'
import type { Call, VerbTable } from './verb.ts'
import { accountVerbs } from './verbs/accounts.ts'
import { awayVerbs } from './verbs/away.ts'
import { batchVerbs, takenByBatch } from './verbs/batch.ts'
import { capVerbs } from './verbs/cap.ts'
import { channelVerbs } from './verbs/channels.ts'
import { connectionVerbs } from './verbs/connection.ts'
import { filehostVerbs } from './verbs/filehost.ts'
import { historyVerbs } from './verbs/history.ts'
import { inviteVerbs } from './verbs/invite.ts'
import { listVerbs } from './verbs/list.ts'
import { messageVerbs } from './verbs/messages.ts'
import { metadataVerbs } from './verbs/metadata.ts'
import { modeVerbs } from './verbs/mode.ts'
import { monitorVerbs } from './verbs/monitor.ts'
import { namesVerbs } from './verbs/names.ts'
import { operatorVerbs } from './verbs/operators.ts'
import { redactVerbs } from './verbs/redact.ts'
import { serverVerbs } from './verbs/server.ts'
import { serviceVerbs } from './verbs/services.ts'
import { webircVerbs } from './verbs/webirc.ts'
import { whoVerbs } from './verbs/who.ts'
import { whoisVerbs } from './verbs/whois.ts'

const verbs: VerbTable = Object.assign(
  Object.create(null),
  accountVerbs,
  awayVerbs,
  batchVerbs,
  capVerbs,
  channelVerbs,
  connectionVerbs,
  filehostVerbs,
  historyVerbs,
  inviteVerbs,
  listVerbs,
  messageVerbs,
  metadataVerbs,
  modeVerbs,
  monitorVerbs,
  namesVerbs,
  operatorVerbs,
  redactVerbs,
  serverVerbs,
  serviceVerbs,
  webircVerbs,
  whoVerbs,
  whoisVerbs,
)

const speaking: ReadonlySet<string> = new Set(['PRIVMSG', 'NOTICE', 'TAGMSG', 'BATCH', 'REDACT'])

/** Runs one command of a client and ends its answer. */
export async function runVerb(door: IrcDoor, client: IrcClient, message: IrcMessage): Promise<void> {
  client.linesRead += 1
  const call: Call = { door, client, message, params: message.params, command: message.command }
  client.replies = new Replies(client, labelOf(client, message.tags))
  const { heard, end } = client.beginCommand()
  if (speaking.has(message.command)) door.spoken.add(heard)
  try {
    const answered = takenByBatch(call) ? false : await dispatch(call)
    // A batch is answered under the label with which it was opened.
    client.replies.finish(answered)
  } finally {
    // Whatever went wrong: everybody's PONG waits for this.
    end()
    client.replies = new Replies(client, null)
  }
}

/** Whether the command has been answered; one that opens a batch is answered when the batch is closed. */
async function dispatch(call: Call): Promise<boolean> {
  const { door, client, command, params } = call
  const verb = verbs[command]
  if (!client.registered && verb?.for !== 'connection') {
    client.refuseVisitor()
    return true
  }
  if (verb === undefined) {
    client.numeric('ERR_UNKNOWNCOMMAND', command, 'Unknown command')
    return true
  }
  if (verb.for !== 'connection') await finishSasl(door, client)
  if (client.registered && client.user === null && verb.for === undefined) {
    client.refuseVisitor()
    return true
  }
  if (params.length < (verb.needs ?? 0)) {
    client.numeric('ERR_NEEDMOREPARAMS', command, 'Not enough parameters')
    return true
  }
  await verb.run(call)
  return !(command === 'BATCH' && client.batch !== null)
}
