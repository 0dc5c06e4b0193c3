/** Everything this door sends over a WebSocket: JSON in text frames, made once for all clients. */
import type { ChatEvent } from '../../core/events.ts'
import type { Encoded, Flavour } from '../../fanout/client.ts'
import { textFrame } from '../../net/websocket-frame.ts'
import { factOf } from './encode/events.ts'
import type { Answer, WireEvent } from './wire.ts'

/** One for the door: its clients share what is encoded. */
export const apiFlavour: Flavour = {
  encode(event: ChatEvent): Encoded {
    const fact = factOf(event)
    return fact === null ? null : frameOf(fact)
  },
}

export function frameOf(said: WireEvent | Answer): Buffer {
  return textFrame(JSON.stringify(said))
}
