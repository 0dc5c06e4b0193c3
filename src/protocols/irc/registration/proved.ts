/** Somebody has proved who they are: it is answered as SASL has it, and the client acts for them, at once or once it is welcomed. */
import type { SignedIn } from '../../../core/users/signed-in.ts'
import type { IrcClient } from '../client.ts'
import type { IrcDoor } from '../door.ts'
import type { IrcLine } from '../line.ts'
import { become } from './become.ts'

export interface Proved {
  readonly signedIn: SignedIn
  /** What is to be told then. */
  readonly after: readonly IrcLine[]
}

export async function proved(door: IrcDoor, client: IrcClient, { signedIn, after }: Proved): Promise<void> {
  const { account, name, userhost } = signedIn.actor
  const shown = account ?? name
  client.numeric('RPL_LOGGEDIN', `${client.nick}!${userhost}`, shown, `You are now logged in as ${shown}`)
  client.numeric('RPL_SASLSUCCESS', 'SASL authentication successful')
  client.answer(...after)
  if (client.registered) await become(door, client, signedIn)
  else client.registration.proved = signedIn
}

/**
 * Ends an exchange whose client has proved its password and has still to say that it knows the server's proof (SCRAM): a guest may
 * be the user by now, so there is no way back, whatever the client says instead. `false`: there is none.
 */
export async function finishSasl(door: IrcDoor, client: IrcClient): Promise<boolean> {
  const signedIn = client.registration.sasl?.signedIn ?? null
  if (signedIn === null) return false
  client.registration.sasl = null
  await proved(door, client, { signedIn, after: [] })
  return true
}
