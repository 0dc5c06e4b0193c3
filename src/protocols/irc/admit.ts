/** Whether somebody's address is welcome, asked when they come and when a gateway says who they are. */
import { admitAddress } from '../../core/moderation/admit-address.ts'
import type { IrcClient } from './client.ts'
import type { IrcDoor } from './door.ts'
import { sentence } from './errors.ts'

export async function admit(door: IrcDoor, client: IrcClient): Promise<void> {
  const outcome = await door.ports.core.run(client.actor, admitAddress, {})
  if (outcome.ok) return
  const why = sentence(outcome.fault, door.ports.clock.now())
  if (outcome.fault.code === 'banned') {
    client.numeric('ERR_YOUREBANNEDCREEP', why)
    return client.close('banned')
  }
  // That numeric would keep clients away for good.
  client.notice(why)
  client.close('unavailable')
}
