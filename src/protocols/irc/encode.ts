/** Every fact as the lines of this door. Pure: what is shown stands in the event. */
import type { ChatEvent, EventOf, EventType } from '../../core/events.ts'
import { channelEncoders } from './encode/channels.ts'
import { messageEncoders } from './encode/messages.ts'
import { operatorEncoders } from './encode/operators.ts'
import { userEncoders } from './encode/users.ts'
import type { IrcFlavour, Lines } from './flavour.ts'

export type Encode<T extends EventType> = (event: EventOf<T>, flavour: IrcFlavour) => Lines
type Encoders = { readonly [T in EventType]: Encode<T> }

const encoders: Encoders = {
  ...messageEncoders,
  ...channelEncoders,
  ...userEncoders,
  ...operatorEncoders,
}

export function encodeEvent(event: ChatEvent, flavour: IrcFlavour): Lines {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the table's rows and the value's tag belong together, which the compiler cannot follow
  const encode = encoders[event.type] as (event: ChatEvent, flavour: IrcFlavour) => Lines
  return encode(event, flavour)
}
