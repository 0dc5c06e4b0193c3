/** The description of the WebSocket for programs: AsyncAPI 3, from the shapes that its facts are sent in. */
import { z } from 'zod'
import { version } from '../../../lib/version.ts'
import { facts, hello, ready } from '../wire/events.ts'
import { error } from '../wire/shapes.ts'
import { schemaOf } from './schema.ts'

const id = z.union([z.number(), z.string()])
const request = z.object({ id, do: z.string(), with: z.unknown().optional() })
const answer = z.union([z.object({ re: id, ok: z.unknown() }), z.object({ re: id.nullable(), error })])

export function asyncApi(): object {
  const heard = { hello, ready, ...facts }
  const messages = Object.fromEntries(
    Object.entries({ request, answer, ...heard }).map(([name, schema]) => [
      name,
      { name, payload: schemaOf(schema, 'output') },
    ]),
  )
  const channel = { $ref: '#/channels/socket' }
  return {
    asyncapi: '3.0.0',
    info: { title: 'Parlance', version },
    channels: { socket: { address: '/api/socket', messages } },
    operations: {
      ask: { action: 'receive', channel, messages: [refer('request')] },
      tell: { action: 'send', channel, messages: [refer('answer'), ...Object.keys(heard).map(refer)] },
    },
  }
}

function refer(name: string) {
  return { $ref: `#/channels/socket/messages/${name}` }
}
