/** WEBIRC (IRCv3 webirc): a web gateway says for whom it speaks; from then on bans and limits are those of that person. */
import { timingSafeEqual } from 'node:crypto'
import { addressBytes, addressText, networkContains, parseNetwork } from '../../../lib/network.ts'
import { admit } from '../admit.ts'
import type { IrcClient } from '../client.ts'
import type { IrcDoor } from '../door.ts'
import type { Call, VerbTable } from '../verb.ts'

export const webircVerbs: VerbTable = { WEBIRC: { for: 'connection', needs: 4, run: webirc } }

/** Whoever gets it wrong is no gateway, or one that would let everybody in under its own address: it ends. */
async function webirc({ door, client, params }: Call): Promise<void> {
  if (client.registered) return client.numeric('462', 'You may not reregister')
  const [password = '', , , address = '', options = ''] = params
  const { nick, username, proved } = client.registration
  if (client.gateway !== null || nick !== null || username !== null || proved !== null)
    return client.end('WEBIRC comes first, and once')
  if (!isGateway(door, client, password)) return client.end('You are no gateway of this server')
  const bytes = addressBytes(address)
  if (bytes === null) return client.end('WEBIRC needs an address')
  const written = addressText(bytes)
  if (!client.connection.speakFor(written)) return client.end('Too many connections from your address')
  client.gateway = { isSecure: options.split(' ').includes('secure') }
  if (client.actor.kind === 'visitor') client.actor = { ...client.actor, address: written, certificate: null }
  door.ports.log.info({ client: client.id, address: written, routine: true }, 'a gateway speaks for somebody')
  await admit(door, client)
}

function isGateway(door: IrcDoor, client: IrcClient, password: string): boolean {
  return door.settings().gateways.some((gateway) => {
    const network = parseNetwork(gateway.address)
    return network !== null && networkContains(network, client.address) && isSame(gateway.password, password)
  })
}

/** Takes as long whatever is right of it. */
function isSame(wanted: string, given: string): boolean {
  const [one, other] = [Buffer.from(wanted), Buffer.from(given)]
  return one.length === other.length && timingSafeEqual(one, other)
}
