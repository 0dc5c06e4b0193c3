/** WEBIRC (IRCv3 webirc): a web gateway says for whom it speaks; from then on bans and limits are those of that person. */
import { timingSafeEqual } from 'node:crypto'
import { addressBytes, addressText, networkContains, parseNetwork } from '../../../lib/network.ts'
import { admit } from '../admit.ts'
import type { IrcClient } from '../client.ts'
import type { IrcDoor } from '../door.ts'
import type { Call, VerbTable } from '../verb.ts'

export const webircVerbs: VerbTable = {
  WEBIRC: { for: 'connection', needs: 4, run: webirc },
  PROXY: { for: 'connection', run: proxy },
}

/** Whoever gets it wrong is no gateway, or one that would let everybody in under its own address: it ends. */
async function webirc({ door, client, params }: Call): Promise<void> {
  if (client.registered) return client.numeric('ERR_ALREADYREGISTERED', 'You may not reregister')
  const [password = '', , , address = '', options = ''] = params
  const { nick, username, proved } = client.registration
  if (client.gateway !== null || nick !== null || username !== null || proved !== null)
    return client.end('WEBIRC comes first, and once')
  if (!isGateway(door, client, password)) return client.end('You are no gateway of this server')
  await speakFor(door, client, { address, isSecure: options.split(' ').includes('secure') })
}

/**
 * A PROXY header (version 1) where none is demanded: believed as the very first line from a trusted proxy, for proxies that announce
 * only some of their connections.
 */
async function proxy({ door, client, params }: Call): Promise<void> {
  const [family = '', address = ''] = params
  const isTrusted = client.linesRead === 1 && door.proxies.trusts(client.address)
  if (!isTrusted || !/^TCP[46]$/.test(family))
    return client.numeric('ERR_UNKNOWNCOMMAND', 'PROXY', 'Unknown command')
  await speakFor(door, client, { address, isSecure: false })
}

interface Announced {
  readonly address: string
  readonly isSecure: boolean
}

async function speakFor(door: IrcDoor, client: IrcClient, { address, isSecure }: Announced): Promise<void> {
  const bytes = addressBytes(address)
  if (bytes === null) return client.end('That is not an address')
  const written = addressText(bytes)
  if (!client.connection.speakFor(written)) return client.end('Too many connections from your address')
  client.gateway = { isSecure }
  if (client.actor.kind === 'visitor') client.actor = { ...client.actor, address: written, certificate: null }
  door.ports.log.info({ client: client.id, address: written, routine: true }, 'a gateway speaks for somebody')
  await admit(door, client)
}

function isWithin(network: string, address: string): boolean {
  const parsed = parseNetwork(network)
  return parsed !== null && networkContains(parsed, address)
}

function isGateway(door: IrcDoor, client: IrcClient, password: string): boolean {
  return door
    .settings()
    .gateways.some(
      (gateway) => isWithin(gateway.address, client.address) && isSame(gateway.password, password),
    )
}

/** Takes as long whatever is right of it. */
function isSame(wanted: string, given: string): boolean {
  const [one, other] = [Buffer.from(wanted), Buffer.from(given)]
  return one.length === other.length && timingSafeEqual(one, other)
}
