/** CAP: what this server offers, and what a client asks for (IRCv3 capability negotiation 3.2). */
import { isCapability } from '../capabilities.ts'
import { capabilityLines, parseCapabilities, parseCapVersion } from '../capability-request.ts'
import type { IrcClient } from '../client.ts'
import { offerText } from '../offers.ts'
import { completeRegistration } from '../registration/complete.ts'
import type { Call, VerbTable } from '../verb.ts'

export const capVerbs: VerbTable = {
  CAP: { for: 'connection', needs: 1, run: cap },
}

const subcommands: Readonly<Record<string, (call: Call) => Promise<void> | void>> = {
  LS({ door, client, params }) {
    begin(client)
    client.capVersion = Math.max(client.capVersion, parseCapVersion(params[1]))
    // Whoever takes 302 is told of changes without asking for it.
    if (client.capVersion >= 302) client.capabilities.add('cap-notify')
    const offered = door.offersTo(client)
    sendList(client, 'LS', client.capVersion >= 302 ? offered.map(offerText) : offered.map(([name]) => name))
  },
  LIST({ client }) {
    sendList(client, 'LIST', [...client.capabilities])
  },
  REQ: request,
  async END({ door, client }) {
    if (client.registered) return
    client.registration.negotiating = false
    await completeRegistration(door, client)
  },
}

async function cap(call: Call): Promise<void> {
  const [subcommand = ''] = call.params
  const run = Object.hasOwn(subcommands, subcommand.toUpperCase())
    ? subcommands[subcommand.toUpperCase()]
    : undefined
  if (run === undefined)
    return call.client.numeric(
      'ERR_INVALIDCAPCMD',
      subcommand === '' ? '*' : subcommand,
      'Invalid CAP command',
    )
  await run(call)
}

function begin(client: IrcClient): void {
  if (!client.registered) client.registration.negotiating = true
}

/** All or nothing: an unknown name, or taking back what cannot be, leaves everything as it was. */
function request({ door, client, params }: Call): void {
  begin(client)
  const written = params.slice(1).join(' ')
  const offered = new Set<string>(door.offersTo(client).map(([name]) => name))
  const wanted = parseCapabilities(written)
  const changes = wanted.flatMap(({ on, name }) =>
    isCapability(name) && offered.has(name) ? [{ on, name }] : [],
  )
  const impossible = changes.some(
    ({ on, name }) => name === 'sts' || (!on && name === 'cap-notify' && client.capVersion >= 302),
  )
  if (impossible || changes.length < wanted.length) return answerCap(client, 'NAK', written)
  for (const { on, name } of changes) {
    if (on) client.capabilities.add(name)
    else client.capabilities.delete(name)
  }
  client.reshape()
  answerCap(client, 'ACK', written)
}

function answerCap(client: IrcClient, subcommand: string, ...rest: readonly string[]): void {
  client.reply('CAP', client.nick, subcommand, ...rest)
}

function sendList(client: IrcClient, subcommand: 'LS' | 'LIST', names: readonly string[]): void {
  const { serverName: source, nick, capVersion: version } = client
  for (const params of capabilityLines(names, { source, nick, subcommand, version }))
    client.reply('CAP', nick, ...params)
}
