/** Says something for a client, and remembers what its `/edit` and `/delete` then mean. */
import type { z } from 'zod'
import { sendMessage } from '../../core/messages/send.ts'
import type { Message } from '../../core/types.ts'
import type { PlainClient } from './client.ts'
import { currentChannel } from './current.ts'
import type { PlainDoor } from './door.ts'

/** `undefined`: refused, and the client was told. */
export async function say(
  door: PlainDoor,
  client: PlainClient,
  input: z.input<(typeof sendMessage)['input']>,
): Promise<Message | undefined> {
  const sent = await door.ask(client, sendMessage, input)
  if (sent !== undefined) client.lastSaid = { channel: sent.message.channel, message: sent.message.id }
  return sent?.message
}

/** The message this client said last, wherever that was; after a change of channel the user's newest there. `null`: the client was told. */
export function lastSaid(client: PlainClient): PlainClient['lastSaid'] | { channel: string } {
  if (client.lastSaid !== null) return client.lastSaid
  const channel = currentChannel(client)
  return channel === null ? null : { channel }
}
