/** Says something for a client, and remembers what its `/edit` and `/delete` then mean. */
import type { z } from 'zod'
import { sendMessage } from '../../core/messages/send.ts'
import { sendTogether } from '../../core/messages/send-together.ts'
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

/** Several texts in one channel, in order. Whoever may not say so much at once says it line by line, as slowly as they may. */
export async function sayAll(
  door: PlainDoor,
  client: PlainClient,
  { channel, texts }: { readonly channel: string; readonly texts: readonly string[] },
): Promise<void> {
  const outcome = await door.core.run(client.actor, sendTogether, {
    channel,
    kind: 'text',
    messages: texts.map((text) => ({ text })),
  })
  if (!outcome.ok && outcome.fault.code === 'too-many-requests') {
    for (const text of texts) if (!client.connection.ended) await say(door, client, { channel, text })
    return
  }
  for (const [index] of texts.entries()) {
    const one = outcome.ok ? outcome.result[index] : outcome
    if (one === undefined) continue
    if (!one.ok) door.refuse(client, one.fault)
    else client.lastSaid = { channel: one.result.message.channel, message: one.result.message.id }
  }
}

/** The message this client said last, wherever that was; after a change of channel the user's newest there. `null`: the client was told. */
export function lastSaid(client: PlainClient): PlainClient['lastSaid'] | { channel: string } {
  if (client.lastSaid !== null) return client.lastSaid
  const channel = currentChannel(client)
  return channel === null ? null : { channel }
}
